import type { ExportPlan, ExportSummary, LayoutName, TargetName } from "@transonnx/exporter";
import type { ModuleNode } from "../modules/module-node.ts";
import type { Problem } from "./problem.ts";
import type { PartResult } from "./validation-result.ts";

/** Files that the user chose. */
export interface CheckpointFiles {
  readonly kind: "files";
  readonly name: string;
  readonly files: readonly File[];
}

/** A model of the Hub. */
export interface CheckpointOfHub {
  readonly kind: "hub";
  readonly name: string;
  /** `owner/name`, or the address of its page. */
  readonly model: string;
  readonly revision: string | undefined;
  readonly subfolder: string | undefined;
  readonly token: string | undefined;
  /** Another Hub. */
  readonly endpoint: string | undefined;
}

/** Where a checkpoint comes from. */
export type CheckpointSource = CheckpointFiles | CheckpointOfHub;

/** What the user has chosen. */
export interface ExportChoices {
  /** A task, or "auto". */
  readonly task: string;
  readonly layout: LayoutName;
  /** undefined: that of the layout. */
  readonly target: TargetName | undefined;
  readonly validate: boolean;
}

export type Request =
  | {
      readonly kind: "plan";
      readonly id: number;
      readonly checkpoint: CheckpointSource;
      readonly choices: ExportChoices;
    }
  | {
      readonly kind: "export";
      readonly id: number;
      readonly checkpoint: CheckpointSource;
      readonly choices: ExportChoices;
    }
  /** Ends the request of that number. */
  | { readonly kind: "cancel"; readonly id: number }
  /** Removes the files of the last export. */
  | { readonly kind: "discard"; readonly id: number };

export type Reply =
  | { readonly kind: "ready"; readonly options: KnownOptions }
  | { readonly kind: "planned"; readonly id: number; readonly plan: PlannedExport }
  | { readonly kind: "progress"; readonly id: number; readonly progress: Progress }
  | { readonly kind: "exported"; readonly id: number; readonly result: ExportResult }
  | { readonly kind: "discarded"; readonly id: number }
  | { readonly kind: "failed"; readonly id: number; readonly problem: Problem };

/** What can be chosen for every checkpoint, each with a sentence on it. */
export interface KnownOptions {
  readonly layouts: readonly { readonly name: LayoutName; readonly doc: string }[];
  readonly targets: readonly { readonly name: TargetName; readonly doc: string }[];
}

export interface TaskChoice {
  readonly task: string;
  /** Why it cannot be exported; undefined where it can. */
  readonly reason: string | undefined;
}

export interface PlannedExport {
  readonly plan: ExportPlan;
  /** The tasks to choose from, those that keep a past beside those that do not. */
  readonly tasks: readonly TaskChoice[];
  readonly storage: StoragePlan;
}

/** Where the files of an export are kept until they are saved. */
export interface StoragePlan {
  readonly place: "disk" | "memory";
  /** Bytes that are free there, as far as the browser tells. */
  readonly free: number | undefined;
}

/** How far an export is: bytes that are written, or cases that are compared. */
export type Progress =
  | { readonly phase: "preparing" }
  | { readonly phase: "writing"; readonly done: number; readonly of: number }
  | {
      readonly phase: "validating";
      readonly part: string;
      readonly case: string;
      readonly done: number;
      readonly of: number;
    }
  | { readonly phase: "finishing" };

export interface WrittenFile {
  /** Its path in the output. */
  readonly file: string;
  readonly blob: Blob;
}

/** The modules of one ONNX file. */
export interface FileModules {
  readonly file: string;
  readonly root: ModuleNode;
}

export type ValidationOutcome =
  | { readonly status: "passed"; readonly parts: readonly PartResult[] }
  /** Nothing is known to be wrong, and nothing to be right. */
  | { readonly status: "not run"; readonly reason: string };

export interface ExportResult {
  readonly summary: ExportSummary;
  readonly files: readonly WrittenFile[];
  readonly validation: ValidationOutcome;
  readonly modules: readonly FileModules[];
  readonly seconds: number;
}
