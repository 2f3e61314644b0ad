import type { ByteSource } from "@transonnx/checkpoint";
import { type ModelSize, type WriteModelOptions, writeModel } from "@transonnx/onnx";
import type { OutputFile, OutputFolder } from "../outputs/output-folder.ts";
import { externalFileOf, type PartPlan } from "./plan-part.ts";

/** Brings the checkpoint's files that parts refer to into the output, each once; `linked` are those that are there. */
export async function linkFiles(
  plans: readonly PartPlan[],
  output: OutputFolder,
  linked: Map<string, ByteSource> = new Map(),
): Promise<void> {
  for (const plan of plans)
    for (const [file, source] of plan.linked) {
      if (linked.get(file) !== source) await output.link(file, source);
      linked.set(file, source);
    }
}

/** Writes an ONNX file and its external data, and no more. */
export async function writePart(
  { part, spec, externalData, data, written }: PartPlan,
  output: OutputFolder,
  options: Pick<WriteModelOptions, "onProgress" | "signal">,
): Promise<ModelSize> {
  const opened: OutputFile[] = [];
  const create = async (file: string): Promise<OutputFile> => {
    const sink = await output.create(file);
    opened.push(sink);
    return sink;
  };
  output.supersede?.(externalFileOf(part));
  try {
    const beside = externalData && { ...externalData, sink: await create(externalFileOf(part)) };
    data.readInOrder(written);
    const size = await writeModel(spec, await create(part.file), { ...options, externalData: beside });
    for (const sink of opened.splice(0)) await sink.close();
    return size;
  } finally {
    // What failed is what the caller hears of, not the closing after it.
    for (const sink of opened) await sink.close().catch(() => undefined);
  }
}
