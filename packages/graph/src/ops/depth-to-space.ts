import { apply } from "../operators/apply.ts";
import { int, string } from "../operators/attributes.ts";
import { composite, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { type Dim, divideDims, multiplyDims } from "../types/dim.ts";
import { reshape } from "./reshape.ts";
import { transpose } from "./transpose.ts";

export const DepthToSpace = composite({
  name: "DepthToSpace",
  since: 13,
  inputs: ["input"],
  outputs: ["output"],
  attributes: { blocksize: int(), mode: string("DCR") },
  expand([x], { blocksize: k, mode }) {
    if (mode !== "DCR" && mode !== "CRD") throw new Error(`mode must be "DCR" or "CRD", got "${mode}"`);
    const [b, c, h, w] = x!.type.shape as [Dim, Dim, Dim, Dim];
    const channels = divideDims(c, k * k);
    if (channels === undefined) throw new Error(`${c} channels are no multiple of ${k} x ${k}`);
    const blocks =
      mode === "DCR"
        ? transpose(reshape(x!, [b, k, k, channels, h, w]), [0, 3, 4, 1, 5, 2])
        : transpose(reshape(x!, [b, channels, k, k, h, w]), [0, 1, 4, 2, 5, 3]); // [b, c/k², h, k, w, k]
    return reshape(blocks, [b, channels, multiplyDims(h, k), multiplyDims(w, k)]);
  },
});

/** x[b, c*k*k, h, w] -> [b, c, h*k, w*k], in PyTorch's order of channels (pixel_shuffle). */
export const depthToSpace = (x: Tensor, block: number, mode: "DCR" | "CRD" = "CRD"): Tensor =>
  apply(DepthToSpace, [x], { blocksize: block, mode });

export const DepthToSpaceReference = reference(DepthToSpace, {
  doc: "Lays channels out as blocks of pixels: the blocks' pixels vary before the channels (DCR) or after them (CRD).",
  samples: [
    { inputs: [{ dtype: "float32", shape: ["b", 8, "h", 3] }], attributes: { blocksize: 2 } },
    { inputs: [{ dtype: "float32", shape: [1, 8, "h", "w"] }], attributes: { blocksize: 2, mode: "CRD" } },
  ],
});
