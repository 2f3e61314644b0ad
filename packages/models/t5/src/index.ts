import { defineModel, type Forward, type ModelSpec } from "@transonnx/core";
import { MT5OnnxConfig, parseMT5Config, parseT5Config, type T5Config, T5OnnxConfig } from "./config.ts";
import { decoder, encoder, logits } from "./modeling.ts";

export { MT5OnnxConfig, parseMT5Config, parseT5Config, type T5Config, T5OnnxConfig } from "./config.ts";

const encode: Forward<T5Config> = (c, p, x) => ({ last_hidden_state: encoder(c, p, x) });

const family = (name: string): Pick<ModelSpec<T5Config>, "tasks" | "mayHold"> => ({
  tasks: {
    "feature-extraction": {
      architecture: `${name}Model`,
      encoder: encode,
      decoder: (c, p, x, cache) => ({ last_hidden_state: decoder(c, p, x, cache) }),
    },
    "text2text-generation": {
      architecture: `${name}ForConditionalGeneration`,
      alsoFrom: [`${name}WithLMHeadModel`],
      encoder: encode,
      decoder: (c, p, x, cache) => ({ logits: logits(c, p, decoder(c, p, x, cache)) }),
    },
  },
  mayHold: [
    /^(encoder|decoder)\.embed_tokens\.weight$/,
    /^lm_head\./,
    /EncDecAttention\.relative_attention_bias\.weight$/,
  ],
});

/** T5. */
export const t5 = defineModel({
  modelType: "t5",
  parseConfig: parseT5Config,
  onnxConfig: T5OnnxConfig,
  ...family("T5"),
});

/** mT5. */
export const mt5 = defineModel({
  modelType: "mt5",
  parseConfig: parseMT5Config,
  onnxConfig: MT5OnnxConfig,
  ...family("MT5"),
});
