import type { Cache } from "../cache/cache.ts";
import type { OnnxConfigConstructor } from "../onnx-config/onnx-config.ts";
import type { PretrainedConfig } from "../onnx-config/pretrained-config.ts";
import type { Params } from "../params/params.ts";
import type { Task } from "../tasks/task.ts";
import { CONTRACT_VERSION } from "./contract.ts";
import type { Tensors } from "./tensors.ts";

const brand: unique symbol = Symbol.for("transonnx.ModelDefinition") as never;

/**
 * What a model computes for a task: from symbolic inputs to symbolic outputs, by name. A decoder leaves its keys and
 * values in the cache, which makes the outputs `present.*` of them.
 */
export type Forward<C extends PretrainedConfig> = (config: C, p: Params, inputs: Tensors, cache: Cache) => Tensors;

interface TaskSource {
  /** transformers' class for the task: what config.json lists under `architectures`. */
  readonly architecture: string;
  /** Other classes whose checkpoints hold all that the task needs, such as BertForPreTraining for fill-mask. */
  readonly alsoFrom?: readonly string[];
  /** Names of tensors that the task may leave unread beside the model's: parts of a larger model that it has no use for. */
  readonly mayHold?: readonly RegExp[];
}

/** A task of one graph, or of parts that are graphs of their own. */
export interface ModelTask<C extends PretrainedConfig> extends TaskSource {
  /** The whole model. */
  readonly forward: Forward<C>;
  /** Its parts, by the names that the configuration's `parts` and `extraParts` have. */
  readonly parts?: Readonly<Record<string, Forward<C>>>;
}

/**
 * A task of an encoder and a decoder, each a graph of its own, or both in one. The encoder gives `last_hidden_state`,
 * which the decoder gets as `encoder_hidden_states`, with `encoder_attention_mask` and its own `input_ids`.
 */
export interface EncoderDecoderTask<C extends PretrainedConfig> extends TaskSource {
  readonly encoder: Forward<C>;
  readonly decoder: Forward<C>;
}

/** How a model does a task: in one graph, or in an encoder and a decoder. */
export type TaskDefinition<C extends PretrainedConfig> = ModelTask<C> | EncoderDecoderTask<C>;

/**
 * How a model serves as the decoder of a model that is composed of two: transformers' causal language model with
 * attention to what an encoder gave.
 */
export interface DecoderPart<C extends PretrainedConfig> {
  /** Its class in transformers, such as BertLMHeadModel. */
  readonly architecture: string;
  /** Where a checkpoint of that class has the base model. */
  readonly base: string;
  /** Checks the config of a decoder with cross-attention, and fills in the defaults. Throws ConfigError. */
  readonly parseConfig: (json: Readonly<Record<string, unknown>>) => C;
  /** How wide the encoder's vectors are that it attends to. Default: as its own. */
  readonly memoryWidth?: (config: C) => number;
  /**
   * `input_ids`, `encoder_hidden_states` and `encoder_attention_mask` to `logits`; without a mask all that the encoder gave is
   * attended to.
   */
  readonly forward: Forward<C>;
}

/** What a model is composed of. */
export interface Composition {
  /** The field of config.json that holds the config of each part, and which definitions can be that part. */
  readonly parts: Readonly<Record<string, (definition: ModelDefinition) => boolean>>;
  /** The model of the parts that a config.json names. */
  readonly compose: (
    parts: Readonly<Record<string, ModelDefinition>>,
    json: Readonly<Record<string, unknown>>,
  ) => ModelDefinition;
}

/** What a model definition says, as `defineModel` takes it. */
export interface ModelSpec<C extends PretrainedConfig> {
  /** `model_type` of config.json. */
  readonly modelType: string;
  /** Checks a config.json and fills in the defaults. Throws ConfigError. */
  readonly parseConfig: (json: Readonly<Record<string, unknown>>) => C;
  readonly onnxConfig: OnnxConfigConstructor<C>;
  readonly tasks: Readonly<Partial<Record<Task, TaskDefinition<C>>>>;
  /**
   * Names of tensors that checkpoints of this type may hold and a task may leave unread: other tasks' heads, buffers.
   * Any other tensor that nobody reads is an error, as it means that config and weights disagree.
   */
  readonly mayHold: readonly RegExp[];
  /** Set where the model can be the decoder of another. */
  readonly asDecoder?: DecoderPart<C>;
  /**
   * Set where the model is composed of others, which `resolveDefinition` gets from a registry. Until then the definition
   * only tells its tasks.
   */
  readonly composition?: Composition;
}

/**
 * A model type: a value that a package exports and a registry takes. Made by `defineModel`. The type of its config is
 * its own affair: its functions only ever get what its own parser returns.
 */
export interface ModelDefinition extends ModelSpec<PretrainedConfig> {
  readonly [brand]: true;
  /** The `CONTRACT_VERSION` of the copy of this package that made it. */
  readonly contract: number;
  /** transformers' class names, each with the task that an export of it is for. */
  readonly architectures: Readonly<Record<string, Task>>;
}

/** A model type as a value. Registers nothing: pass it to `createRegistry`. */
export function defineModel<C extends PretrainedConfig>(spec: ModelSpec<C>): ModelDefinition {
  const architectures: Record<string, Task> = {};
  for (const [task, definition] of Object.entries(spec.tasks) as [Task, TaskDefinition<C>][])
    for (const name of [definition.architecture, ...(definition.alsoFrom ?? [])]) architectures[name] ??= task;
  return {
    ...(spec as unknown as ModelSpec<PretrainedConfig>),
    architectures,
    contract: CONTRACT_VERSION,
    [brand]: true,
  };
}

/** Whether a value was made by `defineModel`, by this copy of the package or another. */
export const isModelDefinition = (value: unknown): value is ModelDefinition =>
  typeof value === "object" && value !== null && (value as { [brand]?: unknown })[brand] === true;
