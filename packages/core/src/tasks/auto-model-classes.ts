import { OptionError } from "../errors/option-error.ts";
import { UnsupportedTaskError } from "../errors/task-errors.ts";
import { taskToFeature } from "./features.ts";
import { resolveTask } from "./synonyms.ts";
import { TASKS, type Task, withoutPast } from "./task.ts";

/**
 * The Auto classes of transformers (4.57) that load a task's models, the usual one first. `null`: no Auto class of
 * transformers does.
 */
export const AUTO_MODEL_CLASSES: Readonly<Record<Task, readonly [string, ...string[]] | null>> = {
  "audio-classification": ["AutoModelForAudioClassification"],
  "audio-frame-classification": ["AutoModelForAudioFrameClassification"],
  "audio-xvector": ["AutoModelForAudioXVector"],
  "automatic-speech-recognition": ["AutoModelForSpeechSeq2Seq", "AutoModelForCTC"],
  "depth-estimation": ["AutoModelForDepthEstimation"],
  "document-question-answering": null,
  "feature-extraction": ["AutoModel"],
  "fill-mask": ["AutoModelForMaskedLM"],
  "image-classification": ["AutoModelForImageClassification"],
  "image-segmentation": [
    "AutoModelForImageSegmentation",
    "AutoModelForSemanticSegmentation",
    "AutoModelForInstanceSegmentation",
    "AutoModelForUniversalSegmentation",
  ],
  "image-text-to-text": ["AutoModelForImageTextToText"],
  "image-to-image": ["AutoModelForImageToImage"],
  "image-to-text": ["AutoModelForVision2Seq", "AutoModel"],
  inpainting: null,
  "keypoint-detection": null,
  "mask-generation": ["AutoModel"],
  "masked-im": ["AutoModelForMaskedImageModeling"],
  "multiple-choice": ["AutoModelForMultipleChoice"],
  "object-detection": ["AutoModelForObjectDetection"],
  "question-answering": ["AutoModelForQuestionAnswering"],
  "reinforcement-learning": ["AutoModel"],
  "semantic-segmentation": ["AutoModelForSemanticSegmentation"],
  "sentence-similarity": null,
  "text-classification": ["AutoModelForSequenceClassification"],
  "text-generation": ["AutoModelForCausalLM"],
  "text-to-audio": ["AutoModelForTextToSpectrogram", "AutoModelForTextToWaveform"],
  "text-to-image": null,
  "text2text-generation": ["AutoModelForSeq2SeqLM"],
  "time-series-forecasting": null,
  "token-classification": ["AutoModelForTokenClassification"],
  "visual-question-answering": ["AutoModelForVisualQuestionAnswering"],
  "zero-shot-image-classification": ["AutoModelForZeroShotImageClassification"],
  "zero-shot-object-detection": ["AutoModelForZeroShotObjectDetection"],
};

/** The Auto classes of a task of either generation, the usual one first. */
export function autoModelClasses(task: string): readonly [string, ...string[]] {
  const classes = AUTO_MODEL_CLASSES[withoutPast(resolveTask(task)) as Task];
  if (classes) return classes;
  throw new UnsupportedTaskError({
    task,
    supported: TASKS.filter((name) => AUTO_MODEL_CLASSES[name] !== null),
    where: "the Auto classes of transformers",
  });
}

/** The features for which transformers has TensorFlow classes. */
const tensorflowFeatures: readonly string[] = [
  "default",
  "masked-lm",
  "causal-lm",
  "seq2seq-lm",
  "sequence-classification",
  "token-classification",
  "multiple-choice",
  "question-answering",
  "semantic-segmentation",
];

/** Name of the Auto class of a feature, for PyTorch ("pt") or TensorFlow ("tf"), as transformers.onnx gives it. */
export function autoModelClassForFeature(feature: string, framework = "pt"): string {
  const [name] = autoModelClasses(feature);
  if (framework === "pt" || framework === "safetensors") return name;
  if (framework !== "tf")
    throw new OptionError({
      where: "getModelClassForFeature",
      option: "framework",
      value: framework,
      allowed: ["pt", "safetensors", "tf"],
    });
  if (!tensorflowFeatures.includes(withoutPast(taskToFeature(feature) ?? feature)))
    throw new UnsupportedTaskError({
      task: feature,
      supported: tensorflowFeatures,
      where: "TensorFlow's Auto classes",
    });
  return `TF${name}`;
}
