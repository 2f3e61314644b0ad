import { resolveTask } from "./synonyms.ts";
import { hasPast, type Task, type TaskName, withoutPast, withPast } from "./task.ts";

/** The features of transformers.onnx (4.57) that its table of model types names. */
export const AVAILABLE_FEATURES = [
  "causal-lm",
  "causal-lm-with-past",
  "default",
  "default-with-past",
  "image-classification",
  "image-segmentation",
  "masked-lm",
  "multiple-choice",
  "object-detection",
  "question-answering",
  "semantic-segmentation",
  "seq2seq-lm",
  "seq2seq-lm-with-past",
  "sequence-classification",
  "speech2seq-lm",
  "speech2seq-lm-with-past",
  "token-classification",
  "vision2seq-lm",
] as const;

/** A feature of transformers.onnx: a task, with or without `-with-past`. */
export type Feature = (typeof AVAILABLE_FEATURES)[number];

/** transformers.onnx's tasks: its features without `-with-past`, and masked-im, which no model type registers. */
export const TRANSFORMERS_TASKS = [
  "default",
  "masked-lm",
  "causal-lm",
  "seq2seq-lm",
  "sequence-classification",
  "token-classification",
  "multiple-choice",
  "object-detection",
  "question-answering",
  "image-classification",
  "image-segmentation",
  "masked-im",
  "semantic-segmentation",
  "vision2seq-lm",
  "speech2seq-lm",
] as const;

/** A task of transformers.onnx, by its name there. */
export type TransformersTask = (typeof TRANSFORMERS_TASKS)[number];

/** transformers.onnx's task of a feature: the name without `-with-past`. */
export const featureToTask = (feature: string): string => withoutPast(feature);

const featureOfTask = new Map<Task, TransformersTask>(
  TRANSFORMERS_TASKS.map((name) => [resolveTask(name) as Task, name]),
);

/**
 * transformers.onnx's name of a task of either generation (`fill-mask` is `masked-lm`); undefined where that package
 * has none.
 */
export function taskToFeature(task: string): string | undefined {
  const name: TaskName = resolveTask(task);
  const feature = featureOfTask.get(withoutPast(name) as Task);
  return feature !== undefined && hasPast(name) ? withPast(feature) : feature;
}
