import { stat } from "node:fs/promises";
import path from "node:path";
import { hasPast } from "@transonnx/core";
import { type LayoutName, layoutNames, layoutOf, type PartOptions, partNames } from "@transonnx/exporter";
import { readModelFile } from "@transonnx/onnx/node";

/** What the files of an export tell of how it was made. */
export interface ExportedFiles {
  /** Where a part's file lies. */
  pathOf(file: string): string;
  /** How parts were made of the model. Without a task where the file does not say it. */
  readonly options: Pick<PartOptions, "task" | "layout" | "monolith" | "noPostProcess">;
}

const MERGED = "decoder_model_merged";

/** Looks at an exported folder, or at the one ONNX file that is named. */
export async function exportedFiles(output: string): Promise<ExportedFiles> {
  if (!(await isFolder(output))) return { pathOf: () => output, options: { task: await taskOf(output) } };
  const pathOf = (file: string) => path.join(output, file);
  const { layout, files } = await filesOf(pathOf);
  // The name that is missed where there is no file at all.
  const task = await taskOf(pathOf(files[0] ?? "model.onnx"));
  const has = (name: string) => files.some((file) => path.posix.basename(file) === `${name}.onnx`);
  const monolith = has("model") && task !== undefined && !hasPast(task);
  return { pathOf, options: { task, layout, monolith, noPostProcess: !has(MERGED) } };
}

/** The ONNX files, by their path in the output, and the first of the layouts that has them there. */
async function filesOf(
  pathOf: (file: string) => string,
): Promise<{ readonly layout: LayoutName | undefined; readonly files: readonly string[] }> {
  for (const layout of layoutNames) {
    const { folder = "" } = layoutOf(layout);
    const names = [...partNames, MERGED].map((name) => `${folder}${name}.onnx`);
    const there = await Promise.all(names.map((file) => exists(pathOf(file))));
    const files = names.filter((_, i) => there[i]);
    if (files.length > 0) return { layout, files };
  }
  return { layout: undefined, files: [] };
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

const isFolder = (output: string): Promise<boolean> =>
  stat(output).then(
    (there) => there.isDirectory(),
    () => !output.endsWith(".onnx"),
  );

/** The task that a file of ours was exported for. */
async function taskOf(file: string): Promise<string | undefined> {
  const { metadata, producerName } = await readModelFile(file, { weights: "skip" });
  return producerName === "transonnx" ? metadata.task : undefined;
}
