import {
  type Cache,
  linear,
  type ModelTask,
  numLabels,
  type Params,
  type PretrainedConfig,
  type Task,
  type Tensors,
} from "@transonnx/core";
import type { Tensor } from "@transonnx/graph";
import { classify, lastToken, spanLogits } from "./layers/heads.ts";

/** The tasks that decoders of text have. */
export type DecoderTask = Extract<
  Task,
  "feature-extraction" | "text-generation" | "text-classification" | "token-classification" | "question-answering"
>;

/** A decoder, told by what its tasks have in common. */
export interface DecoderFamily<C extends PretrainedConfig, T extends DecoderTask> {
  /** transformers' class for each task. */
  readonly architectures: Readonly<Record<T, string>>;
  /** Other names of these classes, which old checkpoints have. */
  readonly alsoFrom?: Readonly<Partial<Record<T, readonly string[]>>>;
  /** Where a checkpoint with a head has its base model. */
  readonly base: string;
  /** The base model: one vector a token, [b, s, h]. */
  readonly decode: (c: C, p: Params, inputs: Tensors, cache: Cache) => Tensor;
  /** Scores of every word, [b, s, v], from x[b, s, h]; `base` is where the base model's tensors lie. */
  readonly logits: (c: C, p: Params, x: Tensor, base: Params) => Tensor;
  /** The layer that scores tokens for token classification. Default "classifier". */
  readonly tokenHead?: string;
  /** Where the base model lies for question answering, where not under `base`. */
  readonly spanBase?: string;
}

/** The tasks of a decoder, as transformers' classes of its family compute them. */
export function decoderTasks<C extends PretrainedConfig, const T extends DecoderTask>(
  family: DecoderFamily<C, T>,
): Readonly<Record<T, ModelTask<C>>> {
  const { architectures, alsoFrom, base, decode, logits, tokenHead = "classifier", spanBase = base } = family;
  const heads: Readonly<Record<DecoderTask, ModelTask<C>["forward"]>> = {
    "feature-extraction": (c, p, x, cache) => ({ last_hidden_state: decode(c, p.base(base), x, cache) }),
    "text-generation": (c, p, x, cache) => ({ logits: logits(c, p, decode(c, p.base(base), x, cache), p.base(base)) }),
    "text-classification": (c, p, x, cache) => {
      const last = lastToken(
        c.pad_token_id as number | null | undefined,
        x.input_ids!,
        decode(c, p.base(base), x, cache),
      );
      return { logits: linear(p.at("score"), last, numLabels(c), { bias: false }) };
    },
    "token-classification": (c, p, x, cache) => ({
      logits: classify(c, p.at(tokenHead), decode(c, p.base(base), x, cache)),
    }),
    "question-answering": (c, p, x, cache) => spanLogits(p.at("qa_outputs"), decode(c, p.base(spanBase), x, cache)),
  };
  const tasks = Object.entries<string>(architectures).map(([task, architecture]) => [
    task,
    { architecture, alsoFrom: alsoFrom?.[task as T], forward: heads[task as DecoderTask] },
  ]);
  return Object.fromEntries(tasks) as Record<T, ModelTask<C>>;
}
