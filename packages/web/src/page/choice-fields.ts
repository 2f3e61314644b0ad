import type { LayoutName, TargetName } from "@transonnx/exporter";
import type { ExportChoices, PlannedExport, TaskChoice } from "../worker/messages.ts";
import { type Child, element } from "./element.ts";
import type { PlanViewOptions } from "./plan-view.ts";

type FieldsOptions = Pick<PlanViewOptions, "planned" | "choices" | "options" | "onChange">;

export interface ChoiceFields {
  readonly root: HTMLElement;
  /** Says what the choices mean now. */
  update(planned: PlannedExport, choices: ExportChoices): void;
}

/** What can be chosen about an export. */
export function choiceFields(given: FieldsOptions): ChoiceFields {
  const { planned, options, onChange } = given;
  let { choices } = given;
  const change = (changed: Partial<ExportChoices>) => {
    choices = { ...choices, ...changed };
    onChange(choices);
  };
  const task = select({
    id: "task",
    label: "Task",
    hint: impossible(planned.tasks) ?? "What the model is for. Automatic takes the one that config.json names.",
    value: choices.task,
    options: [
      { value: "auto", text: "Automatic" },
      ...planned.tasks.map(({ task: name, reason }) => ({ value: name, text: name, disabled: reason !== undefined })),
    ],
    onChange: (name) => change({ task: name }),
  });
  const layout = select({
    id: "layout",
    label: "Layout",
    hint: "",
    value: choices.layout,
    options: options.layouts.map(({ name }) => ({ value: name, text: name })),
    onChange: (name) => change({ layout: name as LayoutName }),
  });
  const target = select({
    id: "target",
    label: "Target",
    hint: "",
    value: choices.target ?? "",
    options: [{ value: "", text: "Automatic" }, ...options.targets.map(({ name }) => ({ value: name, text: name }))],
    onChange: (name) => change({ target: name === "" ? undefined : (name as TargetName) }),
  });
  const update: ChoiceFields["update"] = ({ plan }, chosen) => {
    task.first.text = chosen.task === "auto" && plan.task !== undefined ? `Automatic: ${plan.task}` : "Automatic";
    layout.hint.textContent = options.layouts.find(({ name }) => name === chosen.layout)?.doc ?? "";
    target.hint.textContent =
      options.targets.find(({ name }) => name === chosen.target)?.doc ?? "The runtime that the layout is for.";
  };
  update(planned, choices);
  const root = element(
    "form",
    { class: "fields", onsubmit: (event: Event) => event.preventDefault() },
    ...[task.root, layout.root, target.root],
    element(
      "div",
      { class: "field check" },
      element("input", {
        type: "checkbox",
        id: "validate",
        checked: choices.validate,
        "aria-describedby": "validate-hint",
        onchange: (event: Event) => change({ validate: (event.target as HTMLInputElement).checked }),
      }),
      element("label", { for: "validate" }, "Validate"),
      hintOf("validate", "Runs what was written in ONNX Runtime and compares it with the checkpoint."),
    ),
  );
  return { root, update };
}

/** Which tasks cannot be chosen, and why: one that is disabled says nothing itself. */
function impossible(tasks: readonly TaskChoice[]): Child | undefined {
  const refused = tasks.filter(({ reason }) => reason !== undefined);
  if (refused.length === 0) return undefined;
  const names = refused.map(({ task }) => task).join(", ");
  return element(
    "details",
    {},
    element("summary", {}, `Why not ${refused.length > 2 ? `${refused.length} of the tasks` : names}?`),
    element(
      "ul",
      {},
      refused.map(({ task, reason }) => element("li", {}, element("strong", {}, task), `: ${reason}`)),
    ),
  );
}

interface SelectOptions {
  readonly id: string;
  readonly label: string;
  readonly hint: Child;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string; readonly disabled?: boolean }[];
  onChange(value: string): void;
}

interface Select {
  readonly root: HTMLElement;
  readonly first: HTMLOptionElement;
  readonly hint: HTMLElement;
}

function select({ id, label, hint: text, value, options, onChange }: SelectOptions): Select {
  const made = element(
    "select",
    {
      id,
      "aria-describedby": `${id}-hint`,
      onchange: (event: Event) => onChange((event.target as HTMLSelectElement).value),
    },
    options.map((option) =>
      element(
        "option",
        { value: option.value, disabled: option.disabled, selected: option.value === value },
        option.text,
      ),
    ),
  );
  const hint = hintOf(id, text);
  const root = element("div", { class: "field" }, element("label", { for: id }, label), made, hint);
  return { root, first: made.options[0]!, hint };
}

const hintOf = (id: string, text: Child): HTMLElement => element("div", { class: "hint", id: `${id}-hint` }, text);
