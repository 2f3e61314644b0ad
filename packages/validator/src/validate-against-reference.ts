import { NumberOfInputsMatchError, OutputMatchError } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";
import { type Check, failed, notRun, outcome } from "./checks/check.ts";
import { dtypeError } from "./checks/interface-checks.ts";
import { valuesCheck } from "./checks/result-checks.ts";
import { toModelSource } from "./model/model-source.ts";
import { type ReferenceCase, referenceCases } from "./reference/reference-cases.ts";
import { type CaseReport, makeReport, type ValidationReport } from "./report.ts";
import { openedSession, runCase } from "./run-cases.ts";
import { chooseRuntime } from "./runtime/choose-runtime.ts";
import type { ModelSource, Runtime, Session, SessionOptions } from "./runtime/runtime.ts";
import { DEFAULT_ATOL, DEFAULT_RTOL } from "./tolerance.ts";

/** What `validateAgainstReference` takes besides the file and the arrays. */
export interface ValidateAgainstReferenceOptions {
  readonly runtime?: Runtime;
  readonly session?: SessionOptions;
  /** Default 1e-5. */
  readonly atol?: number;
  /** Default 1e-5. */
  readonly rtol?: number;
  /** Takes `rtol` of each value, not of the output's largest. Default false. */
  readonly elementwise?: boolean;
}

/**
 * Runs a model on inputs made elsewhere, by PyTorch for instance, and compares its outputs with those made there: a truth
 * that does not come from this project. Arrays are named `inputs.<name>` and `outputs.<name>`, `<case>/inputs.<name>` where
 * there are several cases, or plainly by input or output. Every input and every output must be there, and no other.
 *
 * Throws RuntimeMissingError, and ReferenceArraysError where a name is not understood.
 */
export async function validateAgainstReference(
  arrays: ReadonlyMap<string, NDArray> | Readonly<Record<string, NDArray>>,
  model: string | Uint8Array | ModelSource,
  options: ValidateAgainstReferenceOptions = {},
): Promise<ValidationReport> {
  const started = performance.now();
  const { atol = DEFAULT_ATOL, rtol = DEFAULT_RTOL, elementwise } = options;
  const tolerance = { atol, rtol, elementwise };
  const runtime = options.runtime ?? (await chooseRuntime());
  const { session, checks } = await openedSession(runtime, toModelSource(model), options.session);
  const found: Check[] = [...checks, notRun({ check: "weights" }, "a reference holds no weights")];
  const reports: CaseReport[] = [];
  if (session) {
    const [inputs, outputs] = [session.inputs, session.outputs].map((values) => values.map(({ name }) => name));
    try {
      const entries = arrays instanceof Map ? arrays : Object.entries(arrays);
      for (const one of referenceCases(entries, inputs!, outputs!)) {
        found.push(...nameChecks(one, inputs!, outputs!), ...inputTypes(one, session));
        const reference = () => one.outputs;
        const run = await runCase({ session, tolerance, reference, feeds: (fed) => fed }, one);
        found.push(...run.checks);
        if (run.comparison) found.push(...valuesCheck(one.name, run.comparison, tolerance));
        reports.push(run.report);
      }
    } finally {
      await session.close();
    }
  }
  return makeReport({
    checks: found,
    cases: reports,
    runtime: `${runtime.name} ${runtime.version}`,
    ...tolerance,
    seconds: (performance.now() - started) / 1000,
  });
}

/** The names of a case must be the model's; their order in a file means nothing. */
function nameChecks(one: ReferenceCase, inputs: readonly string[], outputs: readonly string[]): Check[] {
  const sides = [
    ["input names", one.inputs, inputs, NumberOfInputsMatchError],
    ["output names", one.outputs, outputs, OutputMatchError],
  ] as const;
  return sides.map(([check, given, names, NamesError]) => {
    const same = Object.keys(given).length === names.length && names.every((name) => given[name]);
    const error = new NamesError({
      expected: names,
      found: Object.keys(given),
      where: `the reference's case "${one.name}"`,
    });
    return outcome({ check, case: one.name }, same ? undefined : error);
  });
}

const inputTypes = (one: ReferenceCase, session: Session): Check[] =>
  session.inputs.flatMap(({ name, dtype }) => {
    const given = one.inputs[name];
    const error = given && dtypeError(name, `${dtype}`, given.dtype, `the reference's case "${one.name}"`);
    return error ? [failed({ check: "dtypes", case: one.name, subject: name }, error)] : [];
  });
