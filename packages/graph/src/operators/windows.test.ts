import { describe, expect, test } from "@jest/globals";
import { conv } from "../ops/conv.ts";
import { print } from "../print.ts";
import { input, parameter } from "../tensors/tensor.ts";
import { outputSizes, slidesOver } from "./windows.ts";

const none = { auto_pad: "NOTSET" };

describe("how many places a window takes", () => {
  test.each([
    ["a stride of 1", [3], { ...none }, "height - 2"],
    ["padding that keeps the size", [3], { ...none, pads: [1, 1] }, "height"],
    ["patches", [16], { ...none, strides: [16] }, "floor((height)/16)"],
    ["a stride of 2", [3], { ...none, pads: [1, 1], strides: [2] }, "floor((height + 1)/2)"],
    ["a dilation", [3], { ...none, dilations: [4] }, "height - 8"],
    ["the last window beyond the end", [3], { ...none, strides: [2], ceil_mode: 1 }, "floor((height)/2)"],
    ["no window that starts beyond the end", [1], { ...none, strides: [2], ceil_mode: 1 }, "floor((height + 1)/2)"],
    ["as many as fit with padding", [3], { auto_pad: "SAME_UPPER", strides: [2] }, "floor((height + 1)/2)"],
  ])("%s", (_, kernel, attributes, expected) => {
    expect(outputSizes(["height"], kernel, attributes)).toEqual([expected]);
  });
});

test("padding to the same size goes to the end, or to the start on request", () => {
  const around = (auto_pad: string) => slidesOver([6], [2], { auto_pad }).map(({ before, after }) => [before, after]);
  expect(around("SAME_UPPER")).toEqual([[0, 1]]);
  expect(around("SAME_LOWER")).toEqual([[1, 0]]);
});

test("zeros as TensorFlow counts them are worked out at run time", () => {
  const weight = parameter("projection.weight", { dtype: "float32", shape: [8, 3, 3, 3] });
  const pixels = input("pixel_values", { dtype: "float32", shape: ["batch_size", 3, "h", 7] });
  const y = conv(pixels, weight, undefined, { strides: 2, pads: "same" });
  expect(print({ y })).toContain(
    `Conv(pixel_values, projection.weight, auto_pad="SAME_UPPER", strides=[2,2], kernel_shape=[3,3]) : float32[batch_size, 8, floor((h + 1)/2), 4]`,
  );
});

describe("a convolution that does not fit is refused", () => {
  const image = (channels: number, size: number | string) =>
    input("pixel_values", { dtype: "float32", shape: ["batch_size", channels, size, size] });
  const weight = parameter("projection.weight", { dtype: "float32", shape: [8, 3, 4, 4] });
  test.each([
    ["another number of channels", () => conv(image(1, "h"), weight), "X has 1 channels, the weight is for 1 x 3"],
    ["an image below the window", () => conv(image(3, 2), weight), "a window of 4 does not fit into 2 + 0 of padding"],
    [
      "a dilated window",
      () => conv(image(3, 8), weight, undefined, { dilations: 3 }),
      "a window of 4 (over 10) does not fit into 8 + 0 of padding",
    ],
    [
      "outputs that groups do not share evenly",
      () => conv(image(9, "h"), weight, undefined, { group: 3 }),
      "8 output channels are no multiple of 3 groups",
    ],
    [
      "a stride of 0",
      () => conv(image(3, "h"), weight, undefined, { strides: 0 }),
      "strides must be 2 numbers from 1 on, got [0, 0]",
    ],
  ])("%s", (_, build, message) => {
    expect(build).toThrow(message);
  });
});
