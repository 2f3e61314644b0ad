import { configParser, count, defineModel, embedding, linear } from "@transonnx/core";
import { add, gelu, layerNormalization, packedAttention, reduceMean, rmsNormalization } from "@transonnx/graph";
import { TextEncoderOnnxConfig } from "@transonnx/text";

/** A model package's main entry, in plain JavaScript: operators that are written otherwise at other opsets and targets. */
const parseConfig = configParser("my-model", { vocab_size: count(10), hidden_size: count(4) });

class MyOnnxConfig extends TextEncoderOnnxConfig {
  get inputs() {
    return { input_ids: this.textAxes };
  }
}

const forward = ({ vocab_size, hidden_size }, p, { input_ids }) => {
  const words = embedding(p.at("words"), input_ids, vocab_size, hidden_size);
  const seen = add(words, packedAttention(words, words, words, { query: 2 }));
  const dense = gelu(linear(p.at("dense"), seen, hidden_size));
  const scale = p.get("dense.bias", [hidden_size]);
  const normal = layerNormalization(rmsNormalization(dense, scale, 1e-5), scale, undefined, 1e-5);
  return { last_hidden_state: add(normal, reduceMean(dense, [-1])) };
};

export const myModel = defineModel({
  modelType: "my-model",
  parseConfig,
  onnxConfig: MyOnnxConfig,
  tasks: { "feature-extraction": { architecture: "MyModel", forward } },
  mayHold: [],
});
