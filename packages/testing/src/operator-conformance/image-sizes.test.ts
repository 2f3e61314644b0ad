import { expect, test } from "@jest/globals";
import { targetOf } from "@transonnx/exporter";
import {
  addDims,
  arrayOf,
  averagePool,
  constant,
  conv,
  convTranspose,
  type Dim,
  depthToSpace,
  evaluate,
  floorDivide,
  groupNormalization,
  input,
  maxPool,
  multiplyDims,
  pad,
  rescale,
  resize,
  sizeOf,
  subtractDims,
} from "@transonnx/graph";
import { difference } from "./difference.ts";
import { runLowered } from "./run-lowered.ts";

const wave = (shape: readonly number[], step: number) =>
  arrayOf(
    "float32",
    shape,
    Array.from({ length: sizeOf(shape) }, (_, i) => Math.sin(i * step) / 2),
  );
const weight = (...shape: readonly number[]) => constant(wave(shape, 1.3));

const image = input("image", { dtype: "float32", shape: ["b", 3, "h", "w"] });
const missing = (size: Dim) => subtractDims(multiplyDims(4, floorDivide(addDims(size, 3), 4)), size);
const whole = pad(image, [
  { axis: 2, after: missing("h") },
  { axis: 3, after: missing("w") },
]);
const patches = conv(whole, weight(8, 3, 4, 4), weight(8), { strides: 4 });
const mixed = conv(patches, weight(8, 1, 3, 3), undefined, { pads: 1, group: 8 });
const pooled = maxPool(mixed, [3, 3], { strides: 2, pads: 1 });
const outputs = {
  patches,
  mixed,
  pooled,
  averaged: averagePool(mixed, [2, 2], { strides: 2, ceilMode: true }),
  normal: groupNormalization(mixed, 4, weight(8), weight(8), 1e-5),
  doubled: convTranspose(pooled, weight(8, 2, 2, 2), undefined, { strides: 2 }),
  pixels: depthToSpace(patches, 2),
  halved: rescale(image, [0.5, 0.5], { mode: "linear" }),
  back: resize(mixed, ["h", "w"], { mode: "cubic" }),
  mirrored: pad(image, [{ axis: 3, before: 1, after: 2 }], { mode: "reflect" }),
};

test("sizes of windows, paddings and resized images follow from the image's", () => {
  const shapes = Object.entries(outputs).map(([name, { type }]) => `${name} [${type.shape.join(", ")}]`);
  expect(shapes.join("\n")).toMatchInlineSnapshot(`
"patches [b, 8, floor((h + 3)/4), floor((w + 3)/4)]
mixed [b, 8, floor((h + 3)/4), floor((w + 3)/4)]
pooled [b, 8, floor((h + 7)/8), floor((w + 7)/8)]
averaged [b, 8, floor((h + 7)/8), floor((w + 7)/8)]
normal [b, 8, floor((h + 3)/4), floor((w + 3)/4)]
doubled [b, 2, 2*floor((h + 7)/8), 2*floor((w + 7)/8)]
pixels [b, 2, 2*floor((h + 3)/4), 2*floor((w + 3)/4)]
halved [b, 3, floor((h)/2), floor((w)/2)]
back [b, 8, h, w]
mirrored [b, 3, h, w + 3]"
`);
});

test.each([
  ["opset 13", 13, undefined],
  ["portable", 18, targetOf("portable")],
  ["web", 21, targetOf("web")],
  ["onnxruntime", 23, targetOf("onnxruntime")],
])("one file is right for images of any size: %s", async (_, opset, target) => {
  for (const shape of [
    [1, 3, 16, 16],
    [2, 3, 17, 23],
    [1, 3, 30, 9],
  ]) {
    const inputs = { image: wave(shape, 0.37) };
    const expected = await evaluate(Object.values(outputs), { inputs });
    const actual = await runLowered({ image }, outputs, inputs, opset, target);
    Object.keys(outputs).forEach((name, i) => {
      expect(difference(actual[name]!, expected[i]!)).toBeUndefined();
    });
  }
});
