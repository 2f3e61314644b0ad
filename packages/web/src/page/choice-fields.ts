import type { LayoutName, TargetName } from "@transonnx/exporter";
import type { ExportChoices, TaskChoice } from "../worker/messages.ts";
import { type Child, element } from "./element.ts";
import type { PlanViewOptions } from "./plan-view.ts";

type FieldsOptions = Pick<PlanViewOptions, "planned" | "choices" | "options" | "onChange">;

/** What can be chosen about an export. */
export function choiceFields({ planned, choices, options, onChange }: FieldsOptions): HTMLElement {
  const { plan, tasks } = planned;
  const change = (changed: Partial<ExportChoices>) => onChange({ ...choices, ...changed });
  const automatic = choices.task === "auto" && plan.task !== undefined ? `Automatic: ${plan.task}` : "Automatic";
  return element(
    "form",
    { class: "fields", onsubmit: (event: Event) => event.preventDefault() },
    select({
      id: "task",
      label: "Task",
      hint: impossible(tasks) ?? "What the model is for. Automatic takes the one that config.json names.",
      value: choices.task,
      options: [
        { value: "auto", text: automatic },
        ...tasks.map(({ task, reason }) => ({ value: task, text: task, disabled: reason !== undefined })),
      ],
      onChange: (task) => change({ task }),
    }),
    select({
      id: "layout",
      label: "Layout",
      hint: options.layouts.find(({ name }) => name === choices.layout)?.doc ?? "",
      value: choices.layout,
      options: options.layouts.map(({ name }) => ({ value: name, text: name })),
      onChange: (layout) => change({ layout: layout as LayoutName }),
    }),
    select({
      id: "target",
      label: "Target",
      hint: options.targets.find(({ name }) => name === choices.target)?.doc ?? "The runtime that the layout is for.",
      value: choices.target ?? "",
      options: [{ value: "", text: "Automatic" }, ...options.targets.map(({ name }) => ({ value: name, text: name }))],
      onChange: (target) => change({ target: target === "" ? undefined : (target as TargetName) }),
    }),
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
      hint("validate", "Runs what was written in ONNX Runtime and compares it with the checkpoint."),
    ),
  );
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

function select({ id, label, hint: text, value, options, onChange }: SelectOptions): HTMLElement {
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
  return element("div", { class: "field" }, element("label", { for: id }, label), made, hint(id, text));
}

const hint = (id: string, text: Child): HTMLElement => element("div", { class: "hint", id: `${id}-hint` }, text);
