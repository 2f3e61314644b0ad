import { CHECKS, type Check, showCheck } from "./checks/check.ts";
import type { Difference } from "./compare/difference.ts";
import type { Divergence } from "./divergence/find-divergence.ts";
import { IncompleteValidationError } from "./errors.ts";

/** What was run of one case, and how far the outputs are from the reference. */
export interface CaseReport {
  readonly name: string;
  /** Shapes of the inputs. */
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  /** By output. */
  readonly differences: Readonly<Record<string, Difference>>;
  readonly seconds: { readonly reference: number; readonly runtime: number };
}

/** What a validation found. */
export interface ValidationReport {
  /** Whether no check failed, and values were compared. `complete` says whether every check ran. */
  readonly passed: boolean;
  readonly complete: boolean;
  /** The gravest first. */
  readonly checks: readonly Check[];
  readonly cases: readonly CaseReport[];
  readonly runtime: string;
  readonly atol: number;
  readonly rtol: number;
  readonly seed?: number;
  /** Where the first case that failed began to differ. */
  readonly divergence?: Divergence;
  /** The largest of all absolute differences; undefined where nothing was compared. */
  readonly maxDifference?: number;
  readonly seconds: number;
}

/** A report of all that was found. */
export function makeReport(
  found: Pick<ValidationReport, "cases" | "runtime" | "atol" | "rtol" | "seed" | "divergence" | "seconds"> & {
    readonly checks: readonly Check[];
  },
): ValidationReport {
  const checks = CHECKS.flatMap((name) => found.checks.filter(({ check }) => check === name));
  const differences = found.cases.flatMap((one) => Object.values(one.differences).map((d) => d.maxDifference));
  const compared = checks.some(({ check, status }) => check === "values" && status === "passed");
  return {
    ...found,
    checks,
    passed: compared && checks.every(({ status }) => status !== "failed"),
    complete: checks.every(({ status }) => status !== "not run"),
    ...(differences.length > 0 ? { maxDifference: Math.max(...differences) } : {}),
  };
}

/**
 * Throws the gravest failure of a report. Throws IncompleteValidationError where no values were compared, and with `strict`
 * where any check did not run.
 */
export function assertValid(report: ValidationReport, { strict = false }: { readonly strict?: boolean } = {}): void {
  for (const check of report.checks) if (check.status === "failed") throw check.error;
  if (report.passed && (report.complete || !strict)) return;
  throw new IncompleteValidationError({
    notRun: report.checks.filter(({ status }) => status === "not run").map(showCheck),
  });
}
