import type { AxesByName } from "./axes.ts";
import type { Task } from "./task.ts";

const batch = { 0: "batch_size" } as const;
const sequence = { 0: "batch_size", 1: "sequence_length" } as const;
const queries = { 0: "batch_size", 1: "num_queries" } as const;
const logits = { logits: sequence } as const;

/**
 * The outputs that models of a task share, as optimum-onnx (0.1.0) names them. `null`: no common ones, the model's
 * own OnnxConfig says them.
 */
export const COMMON_OUTPUTS: Readonly<Record<Task, AxesByName | null>> = {
  "audio-classification": { logits: batch },
  "audio-frame-classification": logits,
  "audio-xvector": { logits: batch, embeddings: batch },
  "automatic-speech-recognition": logits,
  "depth-estimation": { predicted_depth: { 0: "batch_size", 1: "height", 2: "width" } },
  "document-question-answering": logits,
  "feature-extraction": { last_hidden_state: sequence },
  "fill-mask": logits,
  "image-classification": { logits: batch },
  "image-segmentation": { logits: { 0: "batch_size", 2: "height", 3: "width" } },
  "image-text-to-text": null,
  "image-to-image": { reconstruction: { 0: "batch_size", 1: "num_channels", 2: "height", 3: "width" } },
  "image-to-text": logits,
  inpainting: null,
  "keypoint-detection": { heatmaps: { 0: "batch_size", 1: "num_keypoints", 2: "height", 3: "width" } },
  "mask-generation": { logits: batch },
  "masked-im": { reconstruction: batch },
  "multiple-choice": { logits: { 0: "batch_size", 1: "num_choices" } },
  "object-detection": { logits: queries, pred_boxes: queries },
  "question-answering": { start_logits: sequence, end_logits: sequence },
  "reinforcement-learning": null,
  "semantic-segmentation": { logits: { 0: "batch_size", 1: "num_labels", 2: "height", 3: "width" } },
  "sentence-similarity": null,
  "text-classification": { logits: batch },
  "text-generation": logits,
  "text-to-audio": null,
  "text-to-image": null,
  "text2text-generation": { logits: { 0: "batch_size", 1: "decoder_sequence_length" } },
  "time-series-forecasting": { prediction_outputs: batch },
  "token-classification": logits,
  "visual-question-answering": logits,
  "zero-shot-image-classification": {
    logits_per_image: { 0: "image_batch_size", 1: "text_batch_size" },
    logits_per_text: { 0: "text_batch_size", 1: "image_batch_size" },
    text_embeds: { 0: "text_batch_size" },
    image_embeds: { 0: "image_batch_size" },
  },
  "zero-shot-object-detection": {
    logits: queries,
    pred_boxes: queries,
    text_embeds: { 0: "text_batch_size" },
    image_embeds: { 0: "image_batch_size" },
  },
};
