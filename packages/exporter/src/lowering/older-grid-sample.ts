import { apply, GridSample, int, primitive, run, string } from "@transonnx/graph";
import type { OlderForm } from "./older-form.ts";

const newNames: Readonly<Record<string, string>> = { bilinear: "linear", bicubic: "cubic", nearest: "nearest" };
const oldNames = Object.fromEntries(Object.entries(newNames).map(([old, name]) => [name, old]));

/** GridSample until opset 20: of images alone, and its modes had the names that they have for images. */
const gridSampleOfImages = primitive({
  name: GridSample.name,
  since: 16,
  doc: `${GridSample.doc} X is [b, c, h, w].`,
  inputs: ["X", "grid"],
  outputs: ["Y"],
  attributes: { align_corners: int(0), mode: string("bilinear"), padding_mode: string("zeros") },
  infer: (inputs, attributes) => GridSample.infer(inputs, { ...attributes, mode: newNames[attributes.mode] }, 1),
  evaluate: (inputs, attributes) => run(GridSample, inputs, { ...attributes, mode: newNames[attributes.mode] }, 1),
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["b", 2, "h", 4] },
        { dtype: "float32", shape: ["b", 3, "w", 2] },
      ],
    },
  ],
});

export const olderGridSample: OlderForm = {
  op: GridSample,
  until: 20,
  write: ({ inputs, attributes }) =>
    inputs[0]!.type.shape.length === 4
      ? [apply(gridSampleOfImages, inputs, { ...attributes, mode: oldNames[attributes.mode as string] })]
      : undefined,
};
