import type { AxesByName } from "./axes.ts";
import type { TransformersTask } from "./features.ts";

const batch = { 0: "batch" } as const;
const sequence = { 0: "batch", 1: "sequence" } as const;
const logits = { logits: sequence } as const;

/**
 * The outputs of transformers.onnx (4.57), for programs that compare with its files: exports of transonnx carry the
 * axis names of COMMON_OUTPUTS. Axis 1 of image-classification and masked-im is labelled "sequence" there, by
 * mistake.
 */
export const TRANSFORMERS_COMMON_OUTPUTS: Readonly<Record<TransformersTask, AxesByName>> = {
  default: { last_hidden_state: sequence },
  "causal-lm": logits,
  "masked-lm": logits,
  "masked-im": logits,
  "token-classification": logits,
  "image-classification": logits,
  "vision2seq-lm": logits,
  "speech2seq-lm": logits,
  "sequence-classification": { logits: batch },
  "multiple-choice": { logits: batch },
  "question-answering": { start_logits: sequence, end_logits: sequence },
  "seq2seq-lm": { logits: { 0: "batch", 1: "decoder_sequence" } },
  "object-detection": { logits: sequence, pred_boxes: sequence },
  "image-segmentation": { logits: sequence, pred_boxes: sequence, pred_masks: sequence },
  "semantic-segmentation": { logits: { 0: "batch", 1: "num_labels", 2: "height", 3: "width" } },
};
