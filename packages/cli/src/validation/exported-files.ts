import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { hasPast } from "@transonnx/core";
import { type LayoutName, layoutNames, layoutOf, type PartOptions } from "@transonnx/exporter";
import { readModelFile } from "@transonnx/onnx/node";

/** What the files of an export tell of how it was made. */
export interface ExportedFiles {
  /** Where a part's file lies. */
  pathOf(file: string): string;
  /** How parts were made of the model. Without a task where the file does not say it. */
  readonly options: Pick<PartOptions, "task" | "layout" | "monolith" | "noPostProcess" | "onnxConfigOptions">;
}

const WHOLE = "model";
const MERGED = "decoder_model_merged";

/** Looks at an exported folder, or at the one ONNX file that is named. */
export async function exportedFiles(output: string): Promise<ExportedFiles> {
  if (!(await isFolder(output))) {
    const { task, onnxConfigOptions } = await madeFor(output);
    return { pathOf: () => output, options: { task, onnxConfigOptions } };
  }
  const pathOf = (file: string) => path.join(output, file);
  const { layout, names } = await modelsOf(pathOf);
  const { folder = "" } = layout === undefined ? {} : layoutOf(layout);
  // The name that is missed where there is no file at all.
  const first = names.includes(WHOLE) ? WHOLE : (names[0] ?? WHOLE);
  const { task, onnxConfigOptions } = await madeFor(pathOf(`${folder}${first}.onnx`));
  // The model.onnx of a variant is one of the parts that the variant has.
  const monolith = names.includes(WHOLE) && task !== undefined && !hasPast(task) && onnxConfigOptions === undefined;
  return { pathOf, options: { task, layout, monolith, noPostProcess: !names.includes(MERGED), onnxConfigOptions } };
}

/** The ONNX files, by their names without `.onnx`, and the first of the layouts that has them there. */
async function modelsOf(
  pathOf: (file: string) => string,
): Promise<{ readonly layout: LayoutName | undefined; readonly names: readonly string[] }> {
  for (const layout of layoutNames) {
    const files = await readdir(pathOf(layoutOf(layout).folder ?? "")).catch(() => []);
    const names = files.filter((file) => file.endsWith(".onnx")).map((file) => file.slice(0, -".onnx".length));
    if (names.length > 0) return { layout, names: names.sort() };
  }
  return { layout: undefined, names: [] };
}

const isFolder = (output: string): Promise<boolean> =>
  stat(output).then(
    (there) => there.isDirectory(),
    () => !output.endsWith(".onnx"),
  );

/** The task and the variant that a file of ours was exported for. */
async function madeFor(file: string): Promise<Pick<PartOptions, "task" | "onnxConfigOptions">> {
  const { metadata, producerName } = await readModelFile(file, { weights: "skip" });
  if (producerName !== "transonnx") return {};
  const { task, variant } = metadata;
  return { task, onnxConfigOptions: variant === undefined ? undefined : { variant } };
}
