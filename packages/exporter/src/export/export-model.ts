import { OptionError } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";
import type { OutputFolder } from "../outputs/output-folder.ts";
import {
  type ExportPart,
  MERGED_DECODER,
  type MergedPart,
  type PreparedExport,
  type PrepareExportOptions,
  prepareExport,
} from "../prepare/prepare-export.ts";
import { readParameter } from "../weights/read-parameter.ts";
import { layoutFiles } from "./layout-files.ts";
import { type PartPlan, type PlanPartOptions, sizeOf } from "./plan-part.ts";
import { planParts } from "./plan-parts.ts";
import { provenance } from "./provenance.ts";
import { sideFiles } from "./side-files.ts";
import { type ExportSummary, type SizedPart, summarize } from "./summary.ts";
import { linkFiles, writePart } from "./write-part.ts";

/** Element types of the weights that are written. */
export const EXPORT_DTYPES = ["fp32"] as const;
/** An element type that weights can be written in, by optimum's name. */
export type ExportDType = (typeof EXPORT_DTYPES)[number];

/** An export that is written and not yet seen at its destination. */
export interface StagedExport {
  readonly modelType: string;
  readonly task: string;
  readonly parts: readonly ExportPart[];
  /** The file that holds two of the parts, where there is one. */
  readonly merged: MergedPart | undefined;
  readonly output: OutputFolder;
  /** A parameter's values as the graph has them. Throws MissingTensorError. */
  parameter(name: string): Promise<NDArray>;
}

/** Checks a staged export. What it throws ends the export, and nothing is left of it. */
export type Validate<V> = (staged: StagedExport) => Promise<V>;

/** How an export is written: its weights, its opset, and who hears of the progress. */
export interface WriteExportOptions<V = undefined> extends Omit<PlanPartOptions, "metadata"> {
  /** Element type of the weights. Default "fp32". */
  readonly dtype?: ExportDType;
  /** Runs on the written files before they are seen. */
  readonly validate?: Validate<V>;
  /** Bytes written so far, and of how many. */
  readonly onProgress?: (written: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** What `exportModel` takes: a checkpoint, the model types, where to write, and how. */
export interface ExportModelOptions<V = undefined> extends PrepareExportOptions, WriteExportOptions<V> {
  readonly output: OutputFolder;
}

/** What `exportModel` wrote, and what `validate` said of it. */
export interface ExportReport<V = undefined> extends ExportSummary {
  /** What `validate` returned; undefined where it was not asked for. */
  readonly validation: V | undefined;
}

/**
 * Exports a checkpoint to ONNX. The output is complete or, where anything fails, as it was before. Throws what
 * `prepareExport` and `validate` throw, OutputExistsError, OutputError, OpsetError, OptionError, and the signal's reason.
 */
export async function exportModel<V = undefined>(options: ExportModelOptions<V>): Promise<ExportReport<V>> {
  const { output, signal } = options;
  checkDType(options.dtype);
  try {
    signal?.throwIfAborted();
    await output.begin?.(options.checkpoint);
    const prepared = await prepareExport(options);
    try {
      return await writeExport(prepared, output, options);
    } finally {
      await prepared.close();
    }
  } catch (error) {
    // Why the export failed is what counts.
    await output.discard().catch(() => undefined);
    throw error;
  }
}

/** Writes a prepared export and commits it. Leaves the discarding to its caller. */
export async function writeExport<V>(
  prepared: PreparedExport,
  output: OutputFolder,
  { validate, onProgress, signal, weights, foldConstants, patchingSpecs }: WriteExportOptions<V>,
): Promise<ExportReport<V>> {
  const metadata = provenance(prepared);
  const plans = planParts(prepared, { weights, foldConstants, patchingSpecs, metadata });
  const made = await layoutFiles(prepared, plans);
  supersedeMerged(plans, output);
  await linkFiles(plans, output);
  const sized: SizedPart[] = [];
  const progress = progressOver(plans, onProgress);
  for (const plan of plans)
    sized.push({ plan, size: await writePart(plan, output, { signal, onProgress: progress(plan) }) });
  const side = await sideFiles(prepared.folder, made, output);
  const { modelType, task, parts, merged, checkpoint } = prepared;
  const parameter = (name: string) => readParameter(checkpoint, name);
  const validation = await validate?.({ modelType, task, parts, merged, output, parameter });
  signal?.throwIfAborted();
  await output.commit();
  return { ...summarize(prepared, sized, side), validation };
}

/** A merged decoder that an earlier export left holds other decoders than those that are written now. */
function supersedeMerged(plans: readonly PartPlan[], output: OutputFolder): void {
  const decoder = plans.find(({ part }) => part.name === "decoder_model");
  if (!decoder || plans.some(({ part }) => part.name === MERGED_DECODER)) return;
  const file = decoder.part.file.replace(decoder.part.name, MERGED_DECODER);
  for (const left of [file, `${file}_data`]) output.supersede?.(left);
}

type Progress = (written: number, total: number) => void;

/** One progress over all parts, from the progress of each. */
function progressOver(plans: readonly PartPlan[], report?: Progress): (plan: PartPlan) => Progress | undefined {
  if (!report || plans.length === 1) return () => report;
  const sizes = plans.map((plan) => {
    const { modelBytes, externalBytes } = sizeOf(plan);
    return modelBytes + externalBytes;
  });
  const total = sizes.reduce((a, b) => a + b, 0);
  return (plan) => {
    const before = sizes.slice(0, plans.indexOf(plan)).reduce((a, b) => a + b, 0);
    return (written) => report(before + written, total);
  };
}

export function checkDType(dtype: string = "fp32"): void {
  if (!(EXPORT_DTYPES as readonly string[]).includes(dtype))
    throw new OptionError({ where: "exportModel", option: "dtype", value: dtype, allowed: EXPORT_DTYPES });
}
