import {
  type Forward,
  linear,
  type ModelTask,
  numLabels,
  type Params,
  type PretrainedConfig,
  type Task,
  type Tensors,
} from "@transonnx/core";
import type { Tensor } from "@transonnx/graph";
import { soundLogits, weightedStates } from "./layers/heads.ts";
import { type XVectorConfig, xVector } from "./layers/x-vector.ts";

/** The tasks that encoders of waveforms have. */
export type SpeechTask = Extract<
  Task,
  | "feature-extraction"
  | "automatic-speech-recognition"
  | "audio-classification"
  | "audio-frame-classification"
  | "audio-xvector"
>;

/** The fields that shape the heads. */
export interface SpeechHeadsConfig extends PretrainedConfig, XVectorConfig {
  readonly vocab_size: number;
  readonly classifier_proj_size: number;
  readonly use_weighted_layer_sum: boolean;
}

/** An encoder of waveforms, told by what its tasks have in common. */
export interface SpeechFamily<C extends SpeechHeadsConfig, T extends SpeechTask> {
  /** transformers' class for each task. */
  readonly architectures: Readonly<Record<T, string>>;
  /** Where a checkpoint with a head has its base model. */
  readonly base: string;
  /** The states of the encoder on samples[b, s], each [b, t, h]; the last is its output. */
  readonly states: (c: C, p: Params, samples: Tensor) => readonly [Tensor, ...Tensor[]];
  /** What is made of the output where no other state is read: an adapter. Default nothing. */
  readonly adapted?: (c: C, p: Params, x: Tensor) => Tensor;
}

/** Names of tensors that checkpoints of a family may hold unread: the heads, and what only training or another task has a use for. */
export const unreadSpeech = (base: string): readonly RegExp[] => [
  new RegExp(`^(${base}\\.)?(masked_spec_embed$|adapter\\.)`),
  /^(quantizer|project_q|project_hid|lm_head|projector|classifier|objective|tdnn|feature_extractor)\./,
  /^layer_weights$/,
];

/** The tasks of an encoder of waveforms, as transformers' classes of its family compute them. */
export function speechTasks<C extends SpeechHeadsConfig, const T extends SpeechTask>(
  family: SpeechFamily<C, T>,
): Readonly<Record<T, ModelTask<C>>> {
  const { architectures, base, states, adapted = (_c, _p, x) => x } = family;
  const all = (c: C, p: Params, x: Tensors) => states(c, p.base(base), x.input_values!);
  const output = (c: C, p: Params, x: Tensors) => adapted(c, p.base(base), all(c, p, x).at(-1)!);
  const read = (c: C, p: Params, x: Tensors) =>
    c.use_weighted_layer_sum ? weightedStates(p, all(c, p, x)) : output(c, p, x);
  const heads: Readonly<Record<SpeechTask, Forward<C>>> = {
    "feature-extraction": (c, p, x) => ({ last_hidden_state: output(c, p, x) }),
    "automatic-speech-recognition": (c, p, x) => ({ logits: linear(p.at("lm_head"), output(c, p, x), c.vocab_size) }),
    "audio-classification": (c, p, x) => ({ logits: soundLogits(c, p, read(c, p, x)) }),
    "audio-frame-classification": (c, p, x) => ({ logits: linear(p.at("classifier"), read(c, p, x), numLabels(c)) }),
    "audio-xvector": (c, p, x) => xVector(c, p, read(c, p, x)),
  };
  const tasks = Object.entries<string>(architectures).map(([task, architecture]) => [
    task,
    { architecture, forward: heads[task as SpeechTask] },
  ]);
  return Object.fromEntries(tasks) as Record<T, ModelTask<C>>;
}
