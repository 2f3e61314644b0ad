import { UnsupportedTaskError } from "../errors/task-errors.ts";
import { hasPast, isTaskName, TASKS, type TaskName, withoutPast, withPast } from "./task.ts";

/**
 * Other names of tasks: the features of transformers.onnx, pipeline tags, and names of older versions of optimum.
 * `mask-generation` and `sentence-similarity` are tasks of their own in optimum's list, and synonyms as well: as the
 * task of an export they mean feature-extraction.
 */
const synonyms = {
  "audio-ctc": "automatic-speech-recognition",
  "causal-lm": "text-generation",
  "causal-lm-with-past": "text-generation-with-past",
  default: "feature-extraction",
  "default-with-past": "feature-extraction-with-past",
  "image-feature-extraction": "feature-extraction",
  "latent-consistency": "text-to-image",
  "mask-generation": "feature-extraction",
  "masked-lm": "fill-mask",
  pretraining: "feature-extraction",
  "sentence-similarity": "feature-extraction",
  "seq2seq-lm": "text2text-generation",
  "seq2seq-lm-with-past": "text2text-generation-with-past",
  "sequence-classification": "text-classification",
  "speech2seq-lm": "automatic-speech-recognition",
  "speech2seq-lm-with-past": "automatic-speech-recognition-with-past",
  "stable-diffusion": "text-to-image",
  "stable-diffusion-xl": "text-to-image",
  summarization: "text2text-generation",
  "text-to-speech": "text-to-audio",
  translation: "text2text-generation",
  "vision2seq-lm": "image-to-text",
  "zero-shot-classification": "text-classification",
} as const satisfies Record<string, TaskName>;

/** Another name of a task, which optimum accepts as well. */
export type TaskSynonym = keyof typeof synonyms;

/** Every synonym and the task that it means. */
export const TASK_SYNONYMS: Readonly<Record<TaskSynonym, TaskName>> = synonyms;

/** Every name that an export accepts for its task: both generations, with and without past. */
export type AnyTaskName = TaskName | TaskSynonym;

const lookUp = (name: string): TaskName | undefined =>
  Object.hasOwn(synonyms, name) ? synonyms[name as TaskSynonym] : undefined;

/** The task that a synonym means; any other text is returned as it is. */
export function mapFromSynonym(task: string): string {
  const mapped = lookUp(task);
  if (mapped !== undefined) return mapped;
  const base = hasPast(task) ? lookUp(withoutPast(task)) : undefined;
  return base === undefined ? task : withPast(base);
}

/** All other names of the task that `task` means, itself left out. */
export function synonymsForTask(task: string): ReadonlySet<string> {
  const target = mapFromSynonym(task);
  const names = Object.entries(synonyms).filter(([, meaning]) => meaning === target || meaning === task);
  return new Set(names.map(([name]) => name).filter((name) => name !== task));
}

/** Optimum's name of a task of either generation. Throws UnsupportedTaskError with the nearest names. */
export function resolveTask(task: string): TaskName {
  const mapped = mapFromSynonym(task);
  if (isTaskName(mapped)) return mapped;
  const near = [...TASKS, ...Object.keys(synonyms)];
  throw new UnsupportedTaskError({ task, supported: hasPast(task) ? near.map(withPast).filter(isKnown) : near });
}

const isKnown = (name: string): boolean => isTaskName(mapFromSynonym(name));
