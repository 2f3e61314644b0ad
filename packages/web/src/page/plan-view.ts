import type { CheckpointSource, ExportChoices, KnownOptions, PlannedExport } from "../worker/messages.ts";
import { choiceFields } from "./choice-fields.ts";
import { element } from "./element.ts";
import { filesTable } from "./files-table.ts";
import { plural, showBytes } from "./sizes.ts";
import { badge } from "./validation-view.ts";

export interface PlanViewOptions {
  readonly checkpoint: CheckpointSource;
  readonly planned: PlannedExport;
  readonly choices: ExportChoices;
  readonly options: KnownOptions;
  onChange(choices: ExportChoices): void;
  onExport(): void;
}

export interface PlanView {
  readonly root: HTMLElement;
  /** Shows another plan for the same checkpoint. The fields stay as they are: who chooses with the keyboard stays in them. */
  update(planned: PlannedExport, choices: ExportChoices): void;
}

/** What an export would do, and what can be chosen about it. */
export function planView(given: PlanViewOptions): PlanView {
  const { checkpoint, onExport } = given;
  const { modelType, architectures, weights, checkpointFormat } = given.planned.plan;
  const fields = choiceFields(given);
  let outcome = outcomeOf(given.planned, onExport);
  const root = element(
    "div",
    { class: "plan" },
    element(
      "p",
      { class: "lead" },
      element("strong", {}, checkpoint.name),
      ` is a checkpoint of the model type `,
      element("strong", {}, modelType),
      architectures.length > 0 ? ` (${architectures.join(", ")})` : "",
      `: ${plural(weights.tensors, "tensor")}, ${showBytes(weights.bytes)}, in ${plural(weights.files.length, "file")} of ${formatNames[checkpointFormat]}.`,
    ),
    fields.root,
    outcome,
  );
  return {
    root,
    update(planned, choices) {
      fields.update(planned, choices);
      const next = outcomeOf(planned, onExport);
      outcome.replaceWith(next);
      outcome = next;
    },
  };
}

function outcomeOf(planned: PlannedExport, onExport: () => void): HTMLElement {
  const { plan, storage } = planned;
  const { bytes, problems } = plan;
  const tooLarge = storage.free !== undefined && bytes !== undefined && bytes > storage.free;
  return element(
    "div",
    {},
    problems.length > 0 &&
      element(
        "div",
        { class: "problem", role: "alert" },
        element("p", { class: "problem-title" }, "This choice cannot be exported"),
        problems.map(({ message }) => element("p", {}, message)),
      ),
    plan.export && [
      filesTable("Files that would be written", plan.export.files),
      element("p", {}, needs(planned)),
      notesOf(plan.export),
    ],
    tooLarge &&
      element(
        "p",
        { class: "warning" },
        badge("not enough space", "bad"),
        ` ${showBytes(bytes)} are needed, and the browser has ${showBytes(storage.free ?? 0)}.`,
      ),
    element(
      "div",
      { class: "buttons" },
      element("button", { type: "button", class: "primary", disabled: !plan.export, onclick: onExport }, "Export"),
    ),
  );
}

const formatNames = { safetensors: "safetensors", pytorch: "PyTorch" } as const;

function needs({ plan: { bytes = 0, peakMemory = 0 }, storage: { place, free } }: PlannedExport): string {
  const room = free === undefined ? "" : `, of ${showBytes(free)} that are free`;
  const where =
    place === "disk"
      ? `in the browser's storage${room}`
      : "in memory, as the browser gives this page no files of its own";
  return `${showBytes(bytes)} are written ${where}, with at most about ${showBytes(peakMemory)} of memory: weights pass in pieces.`;
}

function notesOf({ casts, unread, notes }: NonNullable<PlannedExport["plan"]["export"]>): HTMLElement | undefined {
  const lines = [
    ...casts.map(({ from, to, tensors }) => `${plural(tensors, "tensor")} are cast from ${from} to ${to}.`),
    ...(unread.length > 0 ? [`Not part of the task, and left out: ${shortened(unread)}.`] : []),
    ...notes,
  ];
  if (lines.length === 0) return undefined;
  return element(
    "ul",
    { class: "notes" },
    lines.map((line) => element("li", {}, line)),
  );
}

/** More names than these tell a reader nothing. */
const MAX_NAMES = 12;

const shortened = (names: readonly string[]): string =>
  names.length <= MAX_NAMES
    ? names.join(", ")
    : `${names.slice(0, MAX_NAMES).join(", ")} and ${names.length - MAX_NAMES} more`;
