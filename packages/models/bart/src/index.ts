import { defineModel } from "@transonnx/core";
import {
  parseBartConfig,
  parseM2M100Config,
  parseMarianConfig,
  parseMBartConfig,
  parsePegasusConfig,
} from "./config.ts";
import {
  BartOnnxConfig,
  M2M100OnnxConfig,
  MarianOnnxConfig,
  MBartOnnxConfig,
  PegasusOnnxConfig,
} from "./onnx-configs.ts";
import { afterLastToken, afterStartToken } from "./shift-tokens-right.ts";
import { causalTask, decoderPart, mayHold, seq2SeqTasks, textTasks } from "./tasks.ts";

export {
  type BartConfig,
  parseBartConfig,
  parseM2M100Config,
  parseMarianConfig,
  parseMBartConfig,
  parsePegasusConfig,
} from "./config.ts";
export * from "./onnx-configs.ts";

/** BART. */
export const bart = defineModel({
  modelType: "bart",
  parseConfig: parseBartConfig,
  onnxConfig: BartOnnxConfig,
  tasks: {
    ...seq2SeqTasks("BartModel", "BartForConditionalGeneration"),
    ...causalTask("BartForCausalLM"),
    ...textTasks("Bart", afterStartToken),
  },
  asDecoder: decoderPart("BartForCausalLM", parseBartConfig),
  mayHold,
});

/** mBART. */
export const mbart = defineModel({
  modelType: "mbart",
  parseConfig: parseMBartConfig,
  onnxConfig: MBartOnnxConfig,
  tasks: {
    ...seq2SeqTasks("MBartModel", "MBartForConditionalGeneration"),
    ...causalTask("MBartForCausalLM"),
    ...textTasks("MBart", afterLastToken),
  },
  asDecoder: decoderPart("MBartForCausalLM", parseMBartConfig),
  mayHold,
});

/** Marian. */
export const marian = defineModel({
  modelType: "marian",
  parseConfig: parseMarianConfig,
  onnxConfig: MarianOnnxConfig,
  tasks: { ...seq2SeqTasks("MarianModel", "MarianMTModel"), ...causalTask("MarianForCausalLM") },
  asDecoder: decoderPart("MarianForCausalLM", parseMarianConfig),
  mayHold,
});

/** Pegasus. */
export const pegasus = defineModel({
  modelType: "pegasus",
  parseConfig: parsePegasusConfig,
  onnxConfig: PegasusOnnxConfig,
  tasks: { ...seq2SeqTasks("PegasusModel", "PegasusForConditionalGeneration"), ...causalTask("PegasusForCausalLM") },
  asDecoder: decoderPart("PegasusForCausalLM", parsePegasusConfig),
  mayHold,
});

/** M2M100, and NLLB. */
export const m2m100 = defineModel({
  modelType: "m2m_100",
  parseConfig: parseM2M100Config,
  onnxConfig: M2M100OnnxConfig,
  tasks: seq2SeqTasks("M2M100Model", "M2M100ForConditionalGeneration"),
  mayHold,
});
