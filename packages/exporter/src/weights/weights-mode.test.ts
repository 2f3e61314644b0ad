import { expect, test } from "@jest/globals";
import { OptionError } from "@transonnx/core";
import { MAX_MODEL_BYTES } from "@transonnx/onnx";
import { type WeightsMode, weightsModeOf } from "./weights-mode.ts";

const sized = (bytes: number) => ({ weights: bytes, exact: () => bytes });

test.each<[WeightsMode | undefined, number, WeightsMode]>([
  [undefined, 1000, "embed"],
  [undefined, MAX_MODEL_BYTES, "embed"],
  [undefined, MAX_MODEL_BYTES + 1, "external"],
  ["embed", MAX_MODEL_BYTES, "embed"],
  ["external", 1000, "external"],
  ["link", MAX_MODEL_BYTES + 1, "link"],
])("weights %s of %s bytes: %s", (wanted, bytes, mode) => {
  expect(weightsModeOf(wanted, sized(bytes))).toBe(mode);
});

test("a small model is not encoded to know that it is small", () => {
  const exact = () => {
    throw new Error("encoded");
  };
  expect(weightsModeOf(undefined, { weights: 1e9, exact })).toBe("embed");
});

test("embedding more than a file holds is refused, with the way out", () => {
  const embedding = () => weightsModeOf("embed", sized(3e9));
  expect(embedding).toThrow(OptionError);
  expect(embedding).toThrow(/at most 2147483647 bytes.*takes 3000000000.*"external", or "link"/);
});

test("an unknown mode is refused, with the known ones", () => {
  expect(() => weightsModeOf("inline" as WeightsMode, sized(1))).toThrow(/"embed", "external", "link"/);
});
