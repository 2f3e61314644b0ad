import type { ValidationReport } from "@transonnx/validator";
import type { PartValidation } from "../validation/validate-parts.ts";

/** What was compared, and how close it came, in lines. */
export function describeValidation(validations: readonly PartValidation[]): string[] {
  return validations.flatMap(({ part, report, reference }) => [
    ...linesOf(`${part}: compared with the checkpoint`, report),
    ...(reference ? linesOf(`${part}: compared with the reference file`, reference) : []),
  ]);
}

function linesOf(what: string, report: ValidationReport): string[] {
  const { cases, runtime, maxDifference, atol, checks } = report;
  const count = `${cases.length} ${cases.length === 1 ? "case" : "cases"}`;
  const distance = maxDifference === undefined ? "" : `, largest difference ${maxDifference.toExponential(1)}`;
  const missed = checks.flatMap((check) =>
    check.status === "not run" ? [`  not checked: ${check.check}, as ${check.reason}`] : [],
  );
  return [`${what} in ${runtime}: ${count}${distance} (atol ${atol.toExponential()})`, ...missed];
}
