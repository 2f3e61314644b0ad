/** The tasks of optimum.exporters (2.1), under its names. */
export const TASKS = [
  "audio-classification",
  "audio-frame-classification",
  "audio-xvector",
  "automatic-speech-recognition",
  "depth-estimation",
  "document-question-answering",
  "feature-extraction",
  "fill-mask",
  "image-classification",
  "image-segmentation",
  "image-text-to-text",
  "image-to-image",
  "image-to-text",
  "inpainting",
  "keypoint-detection",
  "mask-generation",
  "masked-im",
  "multiple-choice",
  "object-detection",
  "question-answering",
  "reinforcement-learning",
  "semantic-segmentation",
  "sentence-similarity",
  "text-classification",
  "text-generation",
  "text-to-audio",
  "text-to-image",
  "text2text-generation",
  "time-series-forecasting",
  "token-classification",
  "visual-question-answering",
  "zero-shot-image-classification",
  "zero-shot-object-detection",
] as const;

/** A task, by optimum's name, without `-with-past`. */
export type Task = (typeof TASKS)[number];

/** The tasks whose models may keep past keys and values. */
export const TASKS_WITH_PAST = [
  "automatic-speech-recognition",
  "feature-extraction",
  "image-to-text",
  "text-generation",
  "text2text-generation",
] as const satisfies readonly Task[];

/** A task whose model keeps past keys and values: `text-generation-with-past`. */
export type TaskWithPast = `${(typeof TASKS_WITH_PAST)[number]}-with-past`;

/** A task, or its form with past keys and values. */
export type TaskName = Task | TaskWithPast;

const WITH_PAST = "-with-past";

/** Whether a task's name ends in `-with-past`. Whether there is such a task it does not say. */
export const hasPast = (task: string): boolean => task.endsWith(WITH_PAST);

/** The name without `-with-past`. */
export const withoutPast = (task: string): string => (hasPast(task) ? task.slice(0, -WITH_PAST.length) : task);

/** The name with `-with-past`. */
export const withPast = (task: string): string => (hasPast(task) ? task : task + WITH_PAST);

/** Whether a name is that of a task, without `-with-past`. */
export const isTask = (name: string): name is Task => (TASKS as readonly string[]).includes(name);

/** Whether a name is that of a task, or of one that keeps a past with `-with-past`. */
export const isTaskName = (name: string): name is TaskName =>
  hasPast(name) ? (TASKS_WITH_PAST as readonly string[]).includes(withoutPast(name)) : isTask(name);
