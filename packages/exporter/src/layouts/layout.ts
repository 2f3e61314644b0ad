import type { JsonValue } from "@transonnx/checkpoint";
import type { TargetName } from "../lowering/targets.ts";
import type { PreparedExport } from "../prepare/prepare-export.ts";
import type { WeightsMode } from "../weights/weights-mode.ts";

/** How a loader wants the files of an export: data, and two functions for what data cannot say. Nothing asks for its name. */
export interface Layout {
  readonly name: string;
  /** Whose files these are, in a sentence. */
  readonly doc: string;
  /** The target when none is asked for. Default: that of an export in general. */
  readonly target?: TargetName;
  /** The folder of the ONNX files in the output, with its slash. Default: the output itself. */
  readonly folder?: string;
  /** Whether a merged decoder stands for its two halves. Default: it comes besides them. */
  readonly mergedAlone?: boolean;
  /** Whether the loader reads parts of a model besides the whole: a configuration's `extraParts`. Default false. */
  readonly extraParts?: boolean;
  /** Where weights may lie. Default: wherever they can. */
  readonly weights?: readonly WeightsMode[];
  /** Throws LayoutError where the loader does not read what a task becomes. */
  check?(prepared: PreparedExport): void;
  /** What a user of the loader may want to know, in sentences. `beside` are the files that come with the model. */
  notes?(prepared: PreparedExport, beside: readonly string[]): readonly string[];
  /** JSON files beside the model, by their path in the output. They take the place of the checkpoint's own. */
  files?(written: LaidOutExport): Promise<Readonly<Record<string, JsonValue>>>;
}

/** What a layout knows of an export when its files are decided. */
export interface LaidOutExport {
  readonly prepared: PreparedExport;
  /** The ONNX files, by their path in the output. */
  readonly models: readonly { readonly file: string; readonly hasExternalData: boolean }[];
}
