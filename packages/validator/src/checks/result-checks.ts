import { AtolError, ShapeError, type TransonnxError } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";
import { type Difference, differenceOf, type Tolerance } from "../compare/difference.ts";
import { type Check, type CheckPlace, failed, notRun, outcome } from "./check.ts";
import { dtypeError } from "./interface-checks.ts";

type Arrays = Readonly<Record<string, NDArray>>;

/** How the outputs of one case compare. */
export interface Comparison {
  readonly checks: readonly Check[];
  /** By output; of outputs that could be compared. */
  readonly differences: Readonly<Record<string, Difference>>;
  /** Outputs with values beyond the tolerance. */
  readonly beyond: readonly string[];
}

/** Compares all outputs of a case. Those that cannot be compared are reported as not run. */
export function compareOutputs(caseName: string, expected: Arrays, found: Arrays, tolerance: Tolerance): Comparison {
  const place = (check: CheckPlace["check"], subject?: string): CheckPlace => ({
    check,
    case: caseName,
    ...(subject === undefined ? {} : { subject }),
  });
  const checks: Check[] = [];
  const differences: Record<string, Difference> = {};
  const mismatches: { output: string; expected: readonly number[]; found: readonly number[] }[] = [];
  const misshapen = (name: string) => mismatches.some(({ output }) => output === name);
  for (const [name, want] of Object.entries(expected)) {
    const got = found[name];
    if (!got) {
      checks.push(notRun(place("values", name), "the model has no output of this name"));
      continue;
    }
    const wrongType = dtypeError(name, want.dtype, got.dtype);
    checks.push(outcome(place("dtypes", name), wrongType));
    if (`${want.shape}` !== `${got.shape}`) mismatches.push({ output: name, expected: want.shape, found: got.shape });
    if (misshapen(name)) checks.push(notRun(place("values", name), "the shapes differ"));
    else if (want.dtype === "string") checks.push(notRun(place("values", name), "strings are not compared"));
    else if (want.data.length === 0) checks.push(notRun(place("values", name), "it is empty"));
    else {
      const difference = differenceOf(want, got, tolerance);
      differences[name] = difference;
      if (difference.finite === 0 && difference.beyond === 0)
        checks.push(notRun(place("values", name), "the reference holds no finite number"));
    }
  }
  checks.push(
    outcome(place("shapes"), mismatches.length === 0 ? undefined : new ShapeError({ mismatches, where: caseName })),
  );
  const beyond = Object.keys(differences).filter((name) => differences[name]!.beyond > 0);
  return { checks, differences, beyond };
}

/** The check of a case's values; `node` is where they began to differ. */
export function valuesCheck(
  caseName: string,
  { differences, beyond }: Comparison,
  tolerance: Tolerance,
  node?: string,
): Check[] {
  const place: CheckPlace = { check: "values", case: caseName };
  if (beyond.length > 0) return [failed(place, atolError(caseName, differences, beyond, tolerance, node))];
  const compared = Object.values(differences).filter(({ finite }) => finite > 0);
  return compared.length === 0 ? [] : [{ ...place, status: "passed" }];
}

function atolError(
  where: string,
  differences: Readonly<Record<string, Difference>>,
  beyond: readonly string[],
  { atol }: Tolerance,
  node: string | undefined,
): TransonnxError {
  const mismatches = beyond.map((output) => ({ output, ...differences[output]! }));
  const details = mismatches.map(
    ({ output, at, expected, found, beyond: many, elements }) =>
      `${output}[${at.join(", ")}] is ${found} and should be ${expected}; ${many} of ${elements} values are beyond the tolerance`,
  );
  return new AtolError({ atol, mismatches, where, node, advice: details.join(". ") });
}
