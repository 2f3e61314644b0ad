import { hasPast, TASKS_WITH_PAST, type Task, withoutPast, withPast } from "@transonnx/core";
import type { PreparedExport } from "../prepare/prepare-export.ts";
import type { Layout } from "./layout.ts";
import { LayoutError } from "./layout-error.ts";
import { missingFiles } from "./missing-files.ts";
import { transformersJsConfig } from "./transformers-js-config.ts";

/** Model types of ours that no mapping of its src/models/registry.js has. */
const UNKNOWN: readonly string[] = ["data2vec-text", "encoder-decoder", "pegasus"];
/** Model types that only other mappings have than a task's. */
const UNKNOWN_FOR: Readonly<Partial<Record<Task, readonly string[]>>> = {
  "audio-classification": ["whisper"],
  "audio-xvector": ["wav2vec2"],
};

/** Hugging Face's Transformers.js 4. */
export const transformersJs: Layout = {
  name: "transformers.js",
  doc: "ONNX files in the folder onnx, under the names that Transformers.js reads; config.json tells it of them.",
  target: "web",
  folder: "onnx/",
  mergedAlone: true,
  extraParts: true,
  weights: ["embed", "external"],
  check,
  notes: (prepared, beside) => [...classNote(prepared), ...missingFiles("Transformers.js", prepared, beside)],
  files: async (written) => ({ "config.json": transformersJsConfig(written) }),
};

function classNote({ definition: { modelType }, task }: PreparedExport): readonly string[] {
  const isUnknownFor = UNKNOWN_FOR[withoutPast(task) as Task]?.includes(modelType);
  if (!UNKNOWN.includes(modelType) && !isUnknownFor) return [];
  const what = isUnknownFor ? `${task} with the model type` : "the model type";
  return [`Transformers.js 4.2 has no class for ${what} ${modelType}: its pipelines refuse it until they have one.`];
}

/**
 * It generates with past keys and values, takes an encoder-decoder as an encoder and a merged decoder, and a model of other
 * parts by these.
 */
function check({ definition, task, parts }: PreparedExport): void {
  const base = withoutPast(task) as Task;
  const common = { layout: transformersJs.name, where: definition.modelType };
  const isEncoderDecoder = Object.values(definition.tasks).some((each) => "encoder" in each);
  if (isEncoderDecoder && base === "text-generation")
    throw new LayoutError({
      ...common,
      problem: "Transformers.js runs the model type as an encoder and a decoder",
      expected: withPast("text2text-generation"),
      found: task,
      advice: `Export the task ${withPast("text2text-generation")}, or choose the layout optimum`,
    });
  const keepsPast = (TASKS_WITH_PAST as readonly Task[]).includes(base);
  const needsPast = base.includes("generation") || (isEncoderDecoder && keepsPast);
  if (needsPast && !hasPast(task)) {
    const other = keepsPast ? withPast(base) : undefined;
    throw new LayoutError({
      ...common,
      problem: `Transformers.js runs ${base} with past keys and values`,
      expected: other,
      found: task,
      advice: other ? `Export the task ${other}, not as one file` : "Export another task",
    });
  }
  if (parts.some(({ name }) => name === "decoder_model"))
    throw new LayoutError({
      ...common,
      problem: "Transformers.js reads the merged decoder of an encoder-decoder",
      expected: "decoder_model_merged.onnx",
      found: parts.map(({ file }) => file).join(", "),
      advice: "Leave --no-post-process (noPostProcess) out",
    });
  const { parts: wanted } = parts[0]!.graph.onnxConfig;
  if (wanted.length > 0 && parts.length === 1)
    throw new LayoutError({
      ...common,
      problem: "Transformers.js reads the parts of the model as files of their own",
      expected: "the model in its default variant",
      found: parts[0]!.file,
      advice: "Leave --monolith (monolith) and --variant (variant) out, or choose the layout optimum",
    });
}
