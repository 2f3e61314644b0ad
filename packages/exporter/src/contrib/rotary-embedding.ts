import { apply, composite, int, RotaryEmbedding as Standard } from "@transonnx/graph";

const f32 = (...shape: readonly (number | string)[]) => ({ dtype: "float32" as const, shape });
const positions = { dtype: "int64" as const, shape: [2, 3], data: BigInt64Array.of(4n, 0n, 49n, 1n, 2n, 3n) };

/** https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md#com.microsoft.RotaryEmbedding */
export const RotaryEmbedding = composite({
  name: "RotaryEmbedding",
  domain: "com.microsoft",
  since: 1,
  doc: "Turns the points that a head's entries form by the angles of its position's row.",
  inputs: ["input", "position_ids", "cos_cache", "sin_cache"],
  outputs: ["output"],
  attributes: { interleaved: int(0), num_heads: int(0), rotary_embedding_dim: int(0) },
  expand: ([x, ids, cos, sin], attributes) => apply(Standard, [x, cos, sin, ids], attributes),
  samples: [
    { inputs: [f32(2, "n", 3, 8), positions, f32(50, 4), f32(50, 4)] },
    {
      inputs: [f32(2, 3, 16), positions, f32(50, 2), f32(50, 2)],
      attributes: { num_heads: 2, rotary_embedding_dim: 4, interleaved: 1 },
    },
  ],
});
