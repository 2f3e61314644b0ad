import { fileURLToPath } from "node:url";
import { type ErrorDetails, TransonnxError } from "@transonnx/core";

/**
 * What is wrong with a plugin: it is not there (`not-found`), its package.json (`manifest`) or the configuration that names it
 * (`config`) says nothing that can be read, it fails while it is loaded (`load`), holds no definition (`no-definition`), another one than it
 * declares (`model-type`) or an incomplete one (`definition`), it serves what another serves too (`conflict`), its code fails or
 * contradicts itself (`model`), or it lies in a checkpoint, whose code is never run (`checkpoint`).
 */
export type PluginProblem =
  | "not-found"
  | "manifest"
  | "config"
  | "load"
  | "no-definition"
  | "model-type"
  | "definition"
  | "conflict"
  | "model"
  | "checkpoint";

/** What a PluginError says: the problem, and the plugin that has it. */
export interface PluginErrorDetails extends ErrorDetails {
  readonly problem: PluginProblem;
  /** The plugin's package, or its path. */
  readonly plugin: string;
  readonly modelType?: string;
}

/** A plugin that cannot be used. `problem` tells the kind, `cause` is what the plugin itself threw. */
export class PluginError extends TransonnxError {
  override readonly name: string = "PluginError";
  readonly problem: PluginProblem;
  readonly plugin: string;
  readonly modelType: string | undefined;

  constructor(summary: string, { problem, plugin, modelType, ...details }: PluginErrorDetails) {
    super(summary, details);
    this.problem = problem;
    this.plugin = plugin;
    this.modelType = modelType;
  }
}

/** The first line of what was thrown, without its full stop. */
export const firstLine = (thrown: unknown): string => {
  const [line = ""] = (thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)).split("\n");
  return line.replace(/[.\s]+$/, "");
};

/** A place in a stack: a file and its line. */
const PLACE = /(file:\/\/[^\s)]+?):(\d+)/;

/** What was thrown, and the file and line of it where the stack tells them, else the file. */
export function whatAndWhere(thrown: unknown, otherwise?: string): string {
  const [, file, line] = PLACE.exec(thrown instanceof Error ? (thrown.stack ?? "") : "") ?? [];
  const what = firstLine(thrown);
  if (file === undefined) return otherwise === undefined || what.includes(otherwise) ? what : `${what} (${otherwise})`;
  return `${what} (${fileURLToPath(file)}:${line})`;
}
