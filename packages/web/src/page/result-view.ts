import type { PartSummary } from "@transonnx/exporter";
import type { ExportResult, FileModules } from "../worker/messages.ts";
import { element } from "./element.ts";
import { filesTable } from "./files-table.ts";
import { moduleGraph } from "./module-graph.ts";
import { saveView } from "./save-view.ts";
import { plural, showBytes } from "./sizes.ts";
import { foldedTable } from "./table.ts";
import { badge, validationView } from "./validation-view.ts";

export interface ResultHandlers {
  readonly name: string;
  onAnnounce(text: string): void;
  onStartOver(): void;
}

/** What an export gave: its files to be saved, what was compared, its inputs and outputs, and its modules. */
export function resultView(result: ExportResult, handlers: ResultHandlers): HTMLElement {
  const { summary, validation, modules } = result;
  const save = saveView(result, handlers);
  return element(
    "div",
    { class: "result" },
    element("p", { class: "lead" }, headline(result, handlers.name)),
    save.root,
    filesTable("Files", summary.files, { title: "Download", cell: save.linkTo }),
    summary.notes.length > 0 &&
      element(
        "ul",
        { class: "notes" },
        summary.notes.map((note) => element("li", {}, note)),
      ),
    element("h3", { class: "part-title" }, "Validation"),
    validationView(validation),
    summary.parts.map(partView),
    element("h3", { class: "part-title" }, "Modules"),
    element(
      "p",
      { class: "hint" },
      "An arrow leads from a module to those that read what it computes. A click, Enter or the right arrow key opens a module.",
    ),
    modulesView(modules),
    element(
      "div",
      { class: "buttons" },
      element("button", { type: "button", onclick: handlers.onStartOver }, "Export another checkpoint"),
    ),
  );
}

function headline({ summary, files, validation, seconds }: ExportResult, name: string): (Node | string)[] {
  const bytes = files.reduce((sum, { blob }) => sum + blob.size, 0);
  const passed = validation.status === "passed";
  return [
    badge(passed ? "exported and validated" : "exported, not validated", passed ? "good" : "neutral"),
    " ",
    element("strong", {}, name),
    ` (${summary.modelType}) for ${summary.task}: ${plural(files.length, "file")}, ${showBytes(bytes)}, in ${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} seconds.`,
  ];
}

function partView({ file, opset, nodes, parameters, inputs, outputs }: PartSummary): HTMLElement {
  const axes = (shape: readonly (number | string)[]) =>
    element("code", {}, `[${shape.map((size) => (size === "" ? "?" : `${size}`)).join(", ")}]`);
  return element(
    "div",
    {},
    element("h3", { class: "part-title" }, file),
    element(
      "p",
      {},
      `Opset ${opset}, ${plural(nodes, "node")}, ${plural(parameters, "tensor")} of the checkpoint. Names of axes are sizes that are free at run time.`,
    ),
    foldedTable(
      `Inputs and outputs of ${file}`,
      [{ title: "Name" }, { title: "Kind" }, { title: "Type" }, { title: "Axes" }],
      [
        ...inputs.map((value) => ({ value, kind: "input" })),
        ...outputs.map((value) => ({ value, kind: "output" })),
      ].map(({ value, kind }) => [element("code", {}, value.name), kind, value.dtype, axes(value.shape)]),
    ),
  );
}

/** The graph of one file; of several, that which is chosen. */
function modulesView(files: readonly FileModules[]): HTMLElement {
  const [first] = files;
  const place = element("div", {}, first && moduleGraph(first.root, first.file));
  if (files.length < 2) return place;
  const choose = (event: Event) => {
    const chosen = files.find(({ file }) => file === (event.target as HTMLSelectElement).value);
    if (chosen) place.replaceChildren(moduleGraph(chosen.root, chosen.file));
  };
  return element(
    "div",
    {},
    element(
      "div",
      { class: "field" },
      element("label", { for: "graph-file" }, "File"),
      element(
        "select",
        { id: "graph-file", onchange: choose },
        files.map(({ file }) => element("option", { value: file }, file)),
      ),
    ),
    place,
  );
}
