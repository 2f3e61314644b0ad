import { encodeSafetensors } from "@transonnx/checkpoint";
import {
  type AttributePaths,
  createRegistry,
  defineModel,
  embedding,
  type Forward,
  linear,
  type NormalizedConfigClass,
  NormalizedSeq2SeqConfig,
  type PretrainedConfig,
} from "@transonnx/core";
import { add, expand, matmul, transpose } from "@transonnx/graph";
import { keyBias, TextSeq2SeqOnnxConfig } from "@transonnx/text";

const VOCABULARY = 120;
const HIDDEN = 16;
const heads = { query: 2 };

class ToySeq2SeqNormalizedConfig extends NormalizedSeq2SeqConfig {
  static override readonly attributes: AttributePaths = {
    ...NormalizedSeq2SeqConfig.attributes,
    hidden_size: "d_model",
    encoder_num_layers: "num_layers",
    decoder_num_layers: "num_layers",
    encoder_num_attention_heads: "num_heads",
    decoder_num_attention_heads: "num_heads",
  };
}

/** The configuration of an encoder-decoder of one layer. */
export class ToySeq2SeqOnnxConfig extends TextSeq2SeqOnnxConfig {
  static override readonly normalizedConfigClass: NormalizedConfigClass = ToySeq2SeqNormalizedConfig;
}

const encoder: Forward<PretrainedConfig> = (_, p, { input_ids }) => ({
  last_hidden_state: linear(p.at("encoder.dense"), embedding(p.at("shared"), input_ids!, VOCABULARY, HIDDEN), HIDDEN),
});

const decoder: Forward<PretrainedConfig> = (_, p, inputs, cache) => {
  const { input_ids, encoder_hidden_states: memory, encoder_attention_mask: mask } = inputs;
  const x = embedding(p.at("shared"), input_ids!, VOCABULARY, HIDDEN);
  const layer = cache.layer(0);
  const dense = (name: string, of = x) => linear(p.at(`decoder.${name}`), of, HIDDEN);
  const own = add(x, dense("o", layer.attend(dense("q"), dense("k"), dense("v"), heads)));
  const [b, s] = input_ids!.type.shape as [string, string];
  const bias = expand(keyBias(mask!), [b, 1, s, mask!.type.shape[1]!]);
  const remember = () => [dense("cross.k", memory!), dense("cross.v", memory!)] as const;
  const seen = add(own, layer.crossAttend(dense("cross.q", own), remember, heads, { mask: bias }));
  const table = p.at("shared").get("weight", [VOCABULARY, HIDDEN]);
  return { logits: matmul(seen, transpose(table, [1, 0])) };
};

export const toySeq2Seq = defineModel({
  modelType: "toy-seq2seq",
  parseConfig: (json) => json as unknown as PretrainedConfig,
  onnxConfig: ToySeq2SeqOnnxConfig,
  tasks: { "text2text-generation": { architecture: "ToyForConditionalGeneration", encoder, decoder } },
  mayHold: [],
});

export const toyRegistry = createRegistry([toySeq2Seq]);

const denseLayers = [
  "encoder.dense",
  ...["q", "k", "v", "o", "cross.q", "cross.k", "cross.v"].map((n) => `decoder.${n}`),
];

/** The files of its checkpoint. */
export function toyFiles(): Record<string, Uint8Array | string> {
  const shapes = new Map<string, readonly number[]>([["shared.weight", [VOCABULARY, HIDDEN]]]);
  for (const name of denseLayers) shapes.set(`${name}.weight`, [HIDDEN, HIDDEN]).set(`${name}.bias`, [HIDDEN]);
  const tensors = [...shapes].map(([name, shape], seed) => {
    const count = shape.reduce((a, b) => a * b, 1);
    const data = Float32Array.from({ length: count }, (_, i) => Math.sin(seed + i * 1.7) / 2);
    return [name, { dtype: "float32", shape, data }] as const;
  });
  const config = {
    model_type: "toy-seq2seq",
    architectures: ["ToyForConditionalGeneration"],
    is_encoder_decoder: true,
    vocab_size: VOCABULARY,
    d_model: HIDDEN,
    num_layers: 1,
    num_heads: 2,
  };
  return { "config.json": JSON.stringify(config), "model.safetensors": encodeSafetensors(new Map(tensors)) };
}
