import { type Both, block, type Params } from "@transonnx/core";
import { add, type Tensor } from "@transonnx/graph";
import { interpolatedPositions, type Patches, patchEmbeddings, trainedGrid, withTokens } from "../patches.ts";

/** The fields that shape the embeddings. */
export interface VitEmbeddingsConfig {
  readonly hidden_size: number;
  readonly image_size: Both;
  readonly patch_size: Both;
}

/** How a ViT's embeddings differ from ViT's own. */
export interface VitEmbeddingsOptions {
  /** The learned tokens before the patches. Default that of the class. */
  readonly tokens?: readonly string[];
  /** The grid that the positions were trained for. Default that of the config's pictures. */
  readonly trained?: readonly [height: number, width: number];
}

/** Learned tokens and the patches of pixels[b, c, h, w], told their places, [b, tokens + n, hidden_size]; the grid is that of the patches. */
export const vitEmbeddings = block(
  (
    c: VitEmbeddingsConfig,
    p: Params,
    pixels: Tensor,
    { tokens = ["cls_token"], trained = trainedGrid(c.image_size, c.patch_size) }: VitEmbeddingsOptions = {},
  ): Patches => {
    const { x, grid } = patchEmbeddings(p.at("patch_embeddings.projection"), pixels, c.patch_size, c.hidden_size);
    const prefix = tokens.length;
    const table = p.get("position_embeddings", [1, prefix + trained[0] * trained[1], c.hidden_size]);
    return { x: add(withTokens(p, tokens, x), interpolatedPositions(table, trained, grid, { prefix })), grid };
  },
);
