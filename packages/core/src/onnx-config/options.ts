import type { NDArray } from "@transonnx/graph";
import type { FloatDType, IntDType } from "../dummy-inputs/dtypes.ts";
import type { Task } from "../tasks/task.ts";
import type { ConfigBehavior } from "./config-behavior.ts";
import type { PatchingSpec } from "./patching-spec.ts";

/** A tolerance for all tasks, or one a task (optimum's names, without `-with-past`). */
export type AtolForValidation = number | Readonly<Partial<Record<Task, number>>>;

/** Arrays by input name, in the order of the inputs. */
export type DummyInputs = Readonly<Record<string, NDArray>>;

/** What an OnnxConfig is made with besides the config and the task. */
export interface OnnxConfigOptions {
  /** Tokenizers and processors of the checkpoint, for configurations that read sizes from them. */
  readonly preprocessors?: readonly unknown[];
  /** Element type of integer inputs. Default "int64". */
  readonly intDtype?: IntDType;
  /** Element type of float inputs. Default "fp32". */
  readonly floatDtype?: FloatDType;
  /** Added to those of the class, for this export. */
  readonly patchingSpecs?: readonly PatchingSpec[];
  /** Default: the class's `defaultVariant`. */
  readonly variant?: string;
  /** One of the configuration's `parts` or `extraParts`. Default: the whole model. */
  readonly part?: string;
}

/** What a configuration with a past is made with besides the config and the task. */
export interface OnnxConfigWithPastOptions extends OnnxConfigOptions {
  /** Whether keys and values are outputs. Default: whether the task's name ends in `-with-past`. */
  readonly usePast?: boolean;
  /** Whether those of earlier tokens are inputs. Default: with `usePast`, for text-generation. */
  readonly usePastInInputs?: boolean;
}

/** What an encoder-decoder's configuration is made with besides the config and the task. */
export interface OnnxSeq2SeqConfigWithPastOptions extends OnnxConfigWithPastOptions {
  /** Which part the configuration is for. Default "monolith". */
  readonly behavior?: ConfigBehavior;
}
