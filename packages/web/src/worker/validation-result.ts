import type { Check, ValidationReport } from "@transonnx/validator";

/** What the comparison of one part found, as plain data. */
export interface PartResult {
  readonly part: string;
  readonly passed: boolean;
  readonly runtime: string;
  readonly atol: number;
  readonly rtol: number;
  readonly cases: number;
  readonly outputs: readonly OutputDifference[];
  readonly checks: readonly CheckResult[];
}

/** The largest difference of an output in all cases. */
export interface OutputDifference {
  readonly output: string;
  readonly maxDifference: number;
  /** The largest absolute value that was expected. */
  readonly scale: number;
  /** Values that were compared, and how many of them lie beyond the tolerance. */
  readonly elements: number;
  readonly beyond: number;
}

export interface CheckResult {
  readonly check: string;
  /** What it is about: an input, an output, an axis. */
  readonly subject: string | undefined;
  readonly case: string | undefined;
  readonly status: Check["status"];
  /** Why it failed, or did not run. */
  readonly message: string | undefined;
}

export function partResult(part: string, report: ValidationReport): PartResult {
  const { passed, runtime, atol, rtol, cases, checks } = report;
  return {
    part,
    passed,
    runtime,
    atol,
    rtol,
    cases: cases.length,
    outputs: outputDifferences(report),
    checks: checks.map(checkResult),
  };
}

function outputDifferences({ cases }: ValidationReport): OutputDifference[] {
  const outputs = new Map<string, OutputDifference>();
  for (const { differences } of cases)
    for (const [output, { maxDifference, scale, elements, beyond }] of Object.entries(differences)) {
      const before = outputs.get(output) ?? { output, maxDifference: 0, scale: 0, elements: 0, beyond: 0 };
      outputs.set(output, {
        output,
        maxDifference: Math.max(before.maxDifference, maxDifference),
        scale: Math.max(before.scale, scale),
        elements: before.elements + elements,
        beyond: before.beyond + beyond,
      });
    }
  return [...outputs.values()];
}

const checkResult = (check: Check): CheckResult => ({
  check: check.check,
  subject: check.subject,
  case: check.case,
  status: check.status,
  message: check.status === "failed" ? check.error.message : check.status === "not run" ? check.reason : undefined,
});
