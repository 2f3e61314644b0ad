import type { ValidationReport } from "@transonnx/validator";
import type { PartValidation } from "../validation/validate-parts.ts";

/** What was compared, and how close it came, in lines. */
export function describeValidation(validations: readonly PartValidation[]): string[] {
  return validations.flatMap(({ part, report, reference }) => [
    summary(`${part}: compared with the checkpoint`, report),
    ...notRun(report),
    // What arrays cannot tell, the checkpoint told.
    ...(reference ? [summary(`${part}: compared with the reference file`, reference)] : []),
  ]);
}

function summary(what: string, { cases, runtime, maxDifference, atol, rtol }: ValidationReport): string {
  const count = `${cases.length} ${cases.length === 1 ? "case" : "cases"}`;
  const distance = maxDifference === undefined ? "" : `, largest difference ${maxDifference.toExponential(1)}`;
  return `${what} in ${runtime}: ${count}${distance} (atol ${atol.toExponential()}, rtol ${rtol.toExponential()})`;
}

const notRun = ({ checks }: ValidationReport): string[] =>
  checks.flatMap((check) => (check.status === "not run" ? [`  not checked: ${check.check}, as ${check.reason}`] : []));
