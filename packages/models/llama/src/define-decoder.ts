import { type Cache, defineModel, type ModelSpec, type Params, type Tensors } from "@transonnx/core";
import type { Tensor } from "@transonnx/graph";
import { type DecoderFamily, type DecoderTask, decoderTasks } from "@transonnx/text";
import type { FamilyConfig } from "./config/family.ts";
import { logits } from "./modeling/decoder.ts";

interface LlamaLike<C extends FamilyConfig> extends Pick<ModelSpec<C>, "modelType" | "parseConfig" | "onnxConfig"> {
  /** What the names of transformers' classes begin with. */
  readonly classes: string;
  readonly decode: (c: C, p: Params, inputs: Tensors, cache: Cache) => Tensor;
  /** Default: as the family has them. */
  readonly logits?: DecoderFamily<C, DecoderTask>["logits"];
  /** Tasks besides features and generation. */
  readonly heads?: readonly (keyof typeof heads)[];
}

/** What the names of transformers' classes end with. */
const heads = {
  "text-classification": "ForSequenceClassification",
  "token-classification": "ForTokenClassification",
} as const;

/** A decoder of the family as a model type. */
export function defineDecoder<C extends FamilyConfig>({ classes, decode, heads: names = [], ...type }: LlamaLike<C>) {
  const { logits: score = logits, ...spec } = type;
  return defineModel<C>({
    ...spec,
    tasks: decoderTasks({
      architectures: {
        "feature-extraction": `${classes}Model`,
        "text-generation": `${classes}ForCausalLM`,
        ...Object.fromEntries(names.map((name) => [name, `${classes}${heads[name]}`])),
      } as Record<DecoderTask, string>,
      base: "model",
      decode,
      logits: score,
      tokenHead: "score",
    }),
    mayHold: [/\.rotary_emb\.inv_freq$/, /^(lm_head|score)\./],
  });
}
