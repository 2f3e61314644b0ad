import { Attention, applyAll, composite, float, int } from "@transonnx/graph";

const f32 = (...shape: readonly (number | string)[]) => ({ dtype: "float32" as const, shape });

/** https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md#com.microsoft.MultiHeadAttention */
export const MultiHeadAttention = composite({
  name: "MultiHeadAttention",
  domain: "com.microsoft",
  since: 1,
  doc: "softmax(scale * Q * Kᵀ + attention_bias) * V for each head, as many key heads as query heads.",
  inputs: [
    ...["query", "key", "value", "bias?", "key_padding_mask?", "attention_bias?"],
    ...["past_key?", "past_value?"],
  ],
  outputs: ["output", "present_key?", "present_value?"],
  attributes: { num_heads: int(), scale: float(undefined) },
  expand([query, key, value, bias, padding, attentionBias, pastKey, pastValue], { num_heads, scale }, outputs) {
    if (bias || padding)
      throw new Error("bias and key_padding_mask are not built: add them before, and to attention_bias");
    if (query!.type.shape.length !== 3) throw new Error("query must be [b, s, n*d]");
    const heads = { q_num_heads: num_heads, kv_num_heads: num_heads };
    const attributes = { ...heads, ...(scale === undefined ? {} : { scale }) };
    return applyAll(Attention, [query, key, value, attentionBias, pastKey, pastValue], attributes, outputs);
  },
  samples: [
    {
      inputs: [f32("b", "s", 16), f32("b", "t", 16), f32("b", "t", 16), undefined, undefined, f32("b", 1, "s", "t")],
      attributes: { num_heads: 2 },
    },
    {
      inputs: [
        ...[f32("b", 3, 16), f32("b", 3, 16), f32("b", 3, 16), undefined, undefined, f32(1, 2, 3, 8)],
        ...[f32("b", 2, 5, 8), f32("b", 2, 5, 8)],
      ],
      attributes: { num_heads: 2, scale: 0.5 },
      outputs: 3,
    },
  ],
});
