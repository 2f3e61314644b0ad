import { apply, GridSample, int, primitive, string } from "@transonnx/graph";
import type { OlderForm } from "./older-form.ts";

const newNames: Readonly<Record<string, string>> = { bilinear: "linear", bicubic: "cubic", nearest: "nearest" };
const oldNames = Object.fromEntries(Object.entries(newNames).map(([old, name]) => [name, old]));

/** GridSample until opset 20: of images alone, and its modes had the names that they have for images. */
const gridSampleOfImages = primitive({
  name: "GridSample",
  since: 16,
  inputs: ["X", "grid"],
  outputs: ["Y"],
  attributes: { align_corners: int(0), mode: string("bilinear"), padding_mode: string("zeros") },
  infer: (inputs, attributes) => GridSample.infer(inputs, { ...attributes, mode: newNames[attributes.mode] }, 1),
});

export const olderGridSample: OlderForm = {
  op: GridSample,
  until: 20,
  write: ({ inputs, attributes }) =>
    inputs[0]!.type.shape.length === 4
      ? [apply(gridSampleOfImages, inputs, { ...attributes, mode: oldNames[attributes.mode as string] })]
      : undefined,
};
