import type { PreparedExport } from "../prepare/prepare-export.ts";
import { GENAI_CACHE, genaiConfig } from "./genai-config.ts";
import type { Layout } from "./layout.ts";
import { LayoutError } from "./layout-error.ts";
import { missingFiles } from "./missing-files.ts";

/** Microsoft's onnxruntime-genai. */
export const genai: Layout = {
  name: "genai",
  doc: "A decoder's model.onnx and the genai_config.json that onnxruntime-genai reads beside it.",
  check,
  notes: (prepared, beside) => missingFiles("onnxruntime-genai", prepared, beside),
  files: async ({ prepared }) => ({ "genai_config.json": await genaiConfig(prepared) }),
};

const TASK = "text-generation-with-past";

/**
 * It runs one decoder on ids and a cache. Of encoder-decoders it knows Whisper and a Marian of its own making, whose encoder
 * writes the keys and values of the cross-attention: no file of optimum's names does that.
 */
function check({ definition, task, parts }: PreparedExport): void {
  const common = { layout: genai.name, where: definition.modelType };
  const [first] = parts;
  if (parts.some(({ name }) => name === "encoder_model"))
    throw new LayoutError({
      ...common,
      problem: "onnxruntime-genai reads the keys and values of the cross-attention from the encoder's file",
      expected: "a decoder alone",
      found: parts.map(({ file }) => file).join(", "),
      advice: "Choose the layout optimum or transformers.js",
    });
  if (task !== TASK || !first)
    throw new LayoutError({
      ...common,
      problem: "onnxruntime-genai generates text with past keys and values",
      expected: TASK,
      found: task,
      advice: `Export the task ${TASK}, or choose the layout optimum or transformers.js`,
    });
  const { inputs, outputs } = first.graph;
  const missing = [
    ...["input_ids", GENAI_CACHE.past("key", 0), GENAI_CACHE.past("value", 0)].filter((name) => !inputs[name]),
    ...["logits", GENAI_CACHE.present("key", 0), GENAI_CACHE.present("value", 0)].filter((name) => !outputs[name]),
  ];
  if (missing.length > 0)
    throw new LayoutError({
      ...common,
      problem: `the graph lacks ${missing.join(", ")}`,
      advice: "Leave customOnnxConfigs out, or give the graph these inputs and outputs",
    });
}
