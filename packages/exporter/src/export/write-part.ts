import { type ModelSize, type WriteModelOptions, writeModel } from "@transonnx/onnx";
import type { OutputFile, OutputFolder } from "../outputs/output-folder.ts";
import { externalFileOf, type PartPlan } from "./plan-part.ts";

/** Writes an ONNX file, what lies beside it, and no more. */
export async function writePart(
  { part, spec, externalData, linked, data, written }: PartPlan,
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
    for (const [file, source] of linked) await output.link(file, source);
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
