import type { TaskName } from "@transonnx/core";
import { inspectModel, type ModelSize, type ValueSpec } from "@transonnx/onnx";
import { architecturesOf } from "../prepare/choose-task.ts";
import { graphPartsOf, type PreparedExport } from "../prepare/prepare-export.ts";
import type { WeightsMode } from "../weights/weights-mode.ts";
import { type CastSummary, castsOf } from "./casts.ts";
import { notesOn } from "./notes.ts";
import { externalFileOf, type PartPlan } from "./plan-part.ts";
import type { SideFiles } from "./side-files.ts";

/** What an export writes, and of what. */
export interface ExportSummary {
  readonly modelType: string;
  readonly task: TaskName;
  /** Whose files these are. */
  readonly layout: string;
  /** transformers' class, as config.json names it. */
  readonly architecture: string | undefined;
  readonly checkpointFormat: "safetensors" | "pytorch";
  readonly parts: readonly PartSummary[];
  readonly files: readonly OutputFileSummary[];
  /** Tensors that are cast while they are copied. */
  readonly casts: readonly CastSummary[];
  /** Tensors of the checkpoint that the task leaves unread, as its model's definition allows. */
  readonly unread: readonly string[];
  /** What a user may want to know, in sentences. */
  readonly notes: readonly string[];
}

/** One ONNX file of an export. */
export interface PartSummary {
  readonly name: string;
  readonly file: string;
  readonly opset: number;
  readonly weights: WeightsMode;
  readonly inputs: readonly ValueSpec[];
  readonly outputs: readonly ValueSpec[];
  /** Those of both branches in a merged decoder. */
  readonly nodes: number;
  /** Tensors of the checkpoint that it holds. */
  readonly parameters: number;
}

/** A file of an export and its size in bytes. */
export interface OutputFileSummary {
  readonly file: string;
  readonly bytes: number;
  /**
   * `weights` are external data, `link` a file of the checkpoint under a further name, `side` a copied one, `made` one that the
   * layout's loader reads.
   */
  readonly kind: "model" | "weights" | "link" | "side" | "made";
}

/** A part with the sizes of its files. */
export interface SizedPart {
  readonly plan: PartPlan;
  readonly size: ModelSize;
}

export function summarize(prepared: PreparedExport, sized: readonly SizedPart[], side: SideFiles): ExportSummary {
  const { modelType, task, layout, configJson, checkpoint } = prepared;
  return {
    modelType,
    task,
    layout: layout.name,
    architecture: architecturesOf(configJson)[0],
    checkpointFormat: checkpoint.format,
    parts: sized.map(({ plan }) => partSummary(plan)),
    files: [
      ...sized.flatMap(filesOf),
      ...linkedBy(sized),
      ...side.made.map(({ file, bytes }) => ({ file, bytes, kind: "made" }) as const),
      ...side.copied.map(({ file, bytes }) => ({ file, bytes, kind: "side" }) as const),
    ],
    casts: castsOf(prepared),
    unread: unreadBy(graphPartsOf(prepared).map(({ graph }) => graph.unread)),
    notes: notesOn(
      prepared,
      sized.map(({ plan }) => plan),
      side,
    ),
  };
}

function partSummary({ part, spec, weights, parameters }: PartPlan): PartSummary {
  const { inputs, outputs } = spec.graph;
  const { name, file, opset } = part;
  const { nodes } = inspectModel(spec);
  return { name, file, opset, weights, inputs, outputs, nodes, parameters: parameters.size };
}

function filesOf({ plan: { part, externalData }, size }: SizedPart): OutputFileSummary[] {
  return [
    { file: part.file, bytes: size.modelBytes, kind: "model" },
    ...(externalData ? [{ file: externalFileOf(part), bytes: size.externalBytes, kind: "weights" } as const] : []),
  ];
}

function linkedBy(sized: readonly SizedPart[]): OutputFileSummary[] {
  const linked = new Map(sized.flatMap(({ plan }) => [...plan.linked]));
  return [...linked].map(([file, source]) => ({ file, bytes: source.size, kind: "link" }));
}

/** The tensors that no part reads. */
function unreadBy([first = [], ...others]: readonly (readonly string[])[]): readonly string[] {
  const sets = others.map((unread) => new Set(unread));
  return first.filter((name) => sets.every((unread) => unread.has(name)));
}
