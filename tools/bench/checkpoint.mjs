import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import path from "node:path";

/** Sizes of BERT-base, and of BERTs of about 100 MB and 2 GB in float32. */
export const sizes = {
  "100 MB": { layers: 6, hidden: 384, intermediate: 1536, vocab: 40_000 },
  "BERT-base": { layers: 12, hidden: 768, intermediate: 3072, vocab: 30_522 },
  "2 GB": { layers: 36, hidden: 1024, intermediate: 4096, vocab: 60_000 },
};

/** Writes a BERT checkpoint (config.json, model.safetensors) with weights from a formula, and returns its size in bytes. */
export function writeBert(folder, { layers, hidden, intermediate, vocab }) {
  const config = {
    model_type: "bert",
    architectures: ["BertModel"],
    vocab_size: vocab,
    hidden_size: hidden,
    num_hidden_layers: layers,
    num_attention_heads: hidden / 64,
    intermediate_size: intermediate,
    max_position_embeddings: 512,
    type_vocab_size: 2,
  };
  return writeCheckpoint(folder, config, "F32", bertTensors({ layers, hidden, intermediate, vocab }));
}

/** Sizes of a Llama of 246 million parameters, whose heads share keys and values in groups of four. */
export const llamaSizes = { layers: 16, hidden: 1024, intermediate: 2816, heads: 16, keyValueHeads: 4, vocab: 32_000 };

/** Writes a Llama checkpoint in bfloat16, and returns its size in bytes. */
export function writeLlama(folder, sizes = llamaSizes) {
  const config = {
    model_type: "llama",
    architectures: ["LlamaForCausalLM"],
    vocab_size: sizes.vocab,
    hidden_size: sizes.hidden,
    num_hidden_layers: sizes.layers,
    num_attention_heads: sizes.heads,
    num_key_value_heads: sizes.keyValueHeads,
    intermediate_size: sizes.intermediate,
    max_position_embeddings: 4096,
  };
  return writeCheckpoint(folder, config, "BF16", llamaTensors(sizes));
}

const itemSize = { F32: 4, BF16: 2 };

/** Weights from a formula; in bfloat16 they are the upper halves of the same numbers. */
export function writeCheckpoint(folder, config, dtype, named) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "config.json"), JSON.stringify(config));
  const header = {};
  let end = 0;
  for (const [name, shape] of named) {
    const start = end;
    end += itemSize[dtype] * shape.reduce((a, b) => a * b, 1);
    header[name] = { dtype, shape, data_offsets: [start, end] };
  }
  const text = Buffer.from(JSON.stringify(header));
  const head = Buffer.alloc(8 + 8 * Math.ceil(text.length / 8), " ");
  head.writeBigUInt64LE(BigInt(head.length - 8));
  text.copy(head, 8);
  const file = openSync(path.join(folder, "model.safetensors"), "w");
  writeSync(file, head);
  const block = Float32Array.from({ length: 1 << 20 }, (_, i) => Math.sin(i) / 16);
  const halves = Uint16Array.from(new Uint32Array(block.buffer), (bits) => bits >>> 16);
  const bytes = new Uint8Array((dtype === "F32" ? block : halves).buffer);
  for (let at = 0; at < end; at += bytes.length) writeSync(file, bytes, 0, Math.min(bytes.length, end - at));
  closeSync(file);
  return head.length + end;
}

function* llamaTensors({ layers, hidden, intermediate, heads, keyValueHeads, vocab }) {
  const shared = (hidden / heads) * keyValueHeads;
  yield ["model.embed_tokens.weight", [vocab, hidden]];
  yield ["lm_head.weight", [vocab, hidden]];
  yield ["model.norm.weight", [hidden]];
  for (let i = 0; i < layers; i++) {
    const layer = `model.layers.${i}`;
    yield [`${layer}.self_attn.q_proj.weight`, [hidden, hidden]];
    yield [`${layer}.self_attn.k_proj.weight`, [shared, hidden]];
    yield [`${layer}.self_attn.v_proj.weight`, [shared, hidden]];
    yield [`${layer}.self_attn.o_proj.weight`, [hidden, hidden]];
    for (const name of ["gate_proj", "up_proj"]) yield [`${layer}.mlp.${name}.weight`, [intermediate, hidden]];
    yield [`${layer}.mlp.down_proj.weight`, [hidden, intermediate]];
    for (const name of ["input_layernorm", "post_attention_layernorm"]) yield [`${layer}.${name}.weight`, [hidden]];
  }
}

function* bertTensors({ layers, hidden, intermediate, vocab }) {
  const linear = function* (name, out, from) {
    yield [`${name}.weight`, [out, from]];
    yield [`${name}.bias`, [out]];
  };
  const norm = function* (name) {
    yield [`${name}.weight`, [hidden]];
    yield [`${name}.bias`, [hidden]];
  };
  yield ["embeddings.word_embeddings.weight", [vocab, hidden]];
  yield ["embeddings.position_embeddings.weight", [512, hidden]];
  yield ["embeddings.token_type_embeddings.weight", [2, hidden]];
  yield* norm("embeddings.LayerNorm");
  for (let i = 0; i < layers; i++) {
    const layer = `encoder.layer.${i}`;
    for (const name of ["query", "key", "value"]) yield* linear(`${layer}.attention.self.${name}`, hidden, hidden);
    yield* linear(`${layer}.attention.output.dense`, hidden, hidden);
    yield* norm(`${layer}.attention.output.LayerNorm`);
    yield* linear(`${layer}.intermediate.dense`, intermediate, hidden);
    yield* linear(`${layer}.output.dense`, hidden, intermediate);
    yield* norm(`${layer}.output.LayerNorm`);
  }
  yield* linear("pooler.dense", hidden, hidden);
}
