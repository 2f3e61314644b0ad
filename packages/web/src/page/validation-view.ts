import type { ValidationOutcome } from "../worker/messages.ts";
import type { CheckResult, OutputDifference, PartResult } from "../worker/validation-result.ts";
import { type Child, element } from "./element.ts";
import { plural, showCount } from "./sizes.ts";
import { foldedTable, table } from "./table.ts";

type Shown = ValidationOutcome | { readonly status: "failed"; readonly parts: readonly PartResult[] };

/** What was compared, and how close it came. */
export function validationView(outcome: Shown): HTMLElement {
  if (outcome.status === "not run")
    return element(
      "div",
      { class: "validation" },
      element("h3", {}, badge("not validated", "neutral"), " Nothing was compared"),
      element("p", {}, `Not validated, because ${outcome.reason}.`),
    );
  return element("div", { class: "validation" }, outcome.parts.map(partView));
}

export const badge = (text: string, kind: "good" | "bad" | "neutral"): HTMLElement =>
  element("span", { class: `badge ${kind}` }, text);

function partView({ part, passed, runtime, atol, rtol, cases, outputs, checks }: PartResult): Child {
  const failed = checks.filter(({ status }) => status === "failed");
  return [
    element("h3", {}, badge(passed ? "passed" : "failed", passed ? "good" : "bad"), ` ${part}`),
    element(
      "p",
      {},
      `${plural(cases, "case")} in ${runtime}, compared with an independent evaluation of the checkpoint. Tolerance: ${showNumber(atol)} and ${showNumber(rtol)} of the largest value.`,
    ),
    failed.length > 0 &&
      element(
        "ul",
        { class: "failures" },
        failed.map(({ message }) => element("li", {}, message)),
      ),
    outputs.length > 0 &&
      foldedTable(
        `Largest differences of ${part}`,
        [
          { title: "Output" },
          { title: "Largest difference", numeric: true },
          { title: "Largest value", numeric: true },
          { title: "Values compared", numeric: true },
        ],
        outputs.map(differenceRow),
      ),
    checksView(part, checks),
  ];
}

const differenceRow = ({ output, maxDifference, scale, elements, beyond }: OutputDifference): Child[] => [
  element("code", {}, output),
  beyond > 0
    ? `${showNumber(maxDifference)} (${plural(beyond, "value")} beyond the tolerance)`
    : showNumber(maxDifference),
  showNumber(scale),
  showCount(elements),
];

/** `2.4e-7`, `1e-5`, `2.3`. */
const showNumber = (value: number): string =>
  value !== 0 && Math.abs(value) < 1e-3
    ? `${Number(value.toPrecision(2)).toExponential()}`
    : `${Number(value.toPrecision(2))}`;

const statusText = { passed: "passed", failed: "failed", "not run": "not checked" } as const;
const statusKind = { passed: "good", failed: "bad", "not run": "neutral" } as const;

function checksView(part: string, checks: readonly CheckResult[]): HTMLElement {
  const counts = (["passed", "failed", "not run"] as const)
    .map((status) => ({ status, count: checks.filter((check) => check.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${showCount(count)} ${statusText[status]}`);
  return element(
    "details",
    {},
    element("summary", {}, `Every check of ${part}: ${counts.join(", ")}`),
    table(
      `Checks of ${part}`,
      [{ title: "Check" }, { title: "Of" }, { title: "Case" }, { title: "Result" }],
      checks.map(({ check, subject, case: inCase, status, message }) => [
        check,
        subject === undefined ? "" : element("code", {}, subject),
        inCase ?? "",
        [badge(statusText[status], statusKind[status]), message === undefined ? "" : ` ${message}`],
      ]),
    ),
  );
}
