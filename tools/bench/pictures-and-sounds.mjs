import { writeCheckpoint } from "./checkpoint.mjs";

function* linear(name, out, from, { bias = true } = {}) {
  yield [`${name}.weight`, [out, from]];
  if (bias) yield [`${name}.bias`, [out]];
}

function* norm(name, width) {
  yield [`${name}.weight`, [width]];
  yield [`${name}.bias`, [width]];
}

/** Writes a checkpoint of ViT-base's sizes, and returns its size in bytes. */
export function writeViT(folder) {
  const config = { model_type: "vit", architectures: ["ViTForImageClassification"] };
  config.id2label = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [i, `LABEL_${i}`]));
  return writeCheckpoint(folder, config, "F32", vitTensors(768, 3072, 12));
}

function* vitTensors(hidden, intermediate, layers) {
  yield ["vit.embeddings.cls_token", [1, 1, hidden]];
  yield ["vit.embeddings.position_embeddings", [1, 197, hidden]];
  yield ["vit.embeddings.patch_embeddings.projection.weight", [hidden, 3, 16, 16]];
  yield ["vit.embeddings.patch_embeddings.projection.bias", [hidden]];
  for (let i = 0; i < layers; i++) {
    const layer = `vit.encoder.layer.${i}`;
    for (const name of ["query", "key", "value"]) yield* linear(`${layer}.attention.attention.${name}`, hidden, hidden);
    yield* linear(`${layer}.attention.output.dense`, hidden, hidden);
    yield* linear(`${layer}.intermediate.dense`, intermediate, hidden);
    yield* linear(`${layer}.output.dense`, hidden, intermediate);
    for (const name of ["layernorm_before", "layernorm_after"]) yield* norm(`${layer}.${name}`, hidden);
  }
  yield* norm("vit.layernorm", hidden);
  yield* linear("classifier", 1000, hidden);
}

/** Writes a checkpoint of Whisper-tiny's sizes, and returns its size in bytes. */
export function writeWhisper(folder) {
  const sizes = { d_model: 384, encoder_layers: 4, decoder_layers: 4, encoder_ffn_dim: 1536, decoder_ffn_dim: 1536 };
  const heads = { encoder_attention_heads: 6, decoder_attention_heads: 6 };
  const config = { model_type: "whisper", architectures: ["WhisperForConditionalGeneration"], ...sizes, ...heads };
  return writeCheckpoint(folder, config, "F32", whisperTensors(384, 1536, 4));
}

function* whisperTensors(width, wide, layers) {
  const attention = function* (name) {
    for (const part of ["q_proj", "k_proj", "v_proj", "out_proj"])
      yield* linear(`${name}.${part}`, width, width, { bias: part !== "k_proj" });
    yield* norm(`${name}_layer_norm`, width);
  };
  yield ["model.encoder.conv1.weight", [width, 80, 3]];
  yield ["model.encoder.conv1.bias", [width]];
  yield ["model.encoder.conv2.weight", [width, width, 3]];
  yield ["model.encoder.conv2.bias", [width]];
  yield ["model.encoder.embed_positions.weight", [1500, width]];
  yield ["model.decoder.embed_positions.weight", [448, width]];
  yield ["model.decoder.embed_tokens.weight", [51865, width]];
  for (const stack of ["model.encoder", "model.decoder"]) {
    yield* norm(`${stack}.layer_norm`, width);
    for (let i = 0; i < layers; i++) {
      const layer = `${stack}.layers.${i}`;
      yield* attention(`${layer}.self_attn`);
      if (stack.endsWith("decoder")) yield* attention(`${layer}.encoder_attn`);
      yield* linear(`${layer}.fc1`, wide, width);
      yield* linear(`${layer}.fc2`, width, wide);
      yield* norm(`${layer}.final_layer_norm`, width);
    }
  }
}
