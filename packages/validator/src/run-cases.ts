import { DimError, EvaluationError, type NDArray } from "@transonnx/graph";
import type { ValidationCase } from "./cases/make-cases.ts";
import { CHECKS, type Check, failed, notRun, passed } from "./checks/check.ts";
import { type Comparison, compareOutputs } from "./checks/result-checks.ts";
import type { Tolerance } from "./compare/difference.ts";
import { isRuntimeError, messageOf } from "./errors.ts";
import type { CaseReport } from "./report.ts";
import type { ModelSource, Runtime, Session, SessionOptions } from "./runtime/runtime.ts";

type Arrays = Readonly<Record<string, NDArray>>;

/** A case with what the reference says of it. */
export interface CaseRun {
  readonly case: ValidationCase;
  readonly checks: readonly Check[];
  /** undefined: one of the sides gave no values. */
  readonly comparison?: Comparison;
  readonly report: CaseReport;
}

export interface CaseRunner {
  readonly session: Session;
  readonly tolerance: Tolerance;
  reference(inputs: Arrays): Arrays | Promise<Arrays>;
  /** What the runtime gets. */
  feeds(inputs: Arrays): Arrays;
}

/** Runs one case on both sides. What keeps one of them from giving values is a check that failed or did not run. */
export async function runCase(runner: CaseRunner, one: ValidationCase): Promise<CaseRun> {
  const { name, inputs } = one;
  const runtime = await timed(() => runner.session.run(runner.feeds(inputs)));
  const reference = await timed(() => runner.reference(inputs));
  const checks: Check[] = [];
  const values = { check: "values", case: name } as const;
  if ("thrown" in runtime) {
    if (!isRuntimeError(runtime.thrown)) throw runtime.thrown;
    checks.push(
      failed({ check: "run", case: name }, runtime.thrown),
      notRun(values, "the runtime did not run the case"),
    );
  } else checks.push(passed({ check: "run", case: name }));
  if ("thrown" in reference) {
    if (!(reference.thrown instanceof EvaluationError || reference.thrown instanceof DimError)) throw reference.thrown;
    checks.push(notRun(values, `the reference cannot be computed: ${messageOf(reference.thrown)}`));
  }
  const comparison =
    "result" in runtime && "result" in reference
      ? compareOutputs(name, reference.result, runtime.result, runner.tolerance)
      : undefined;
  return {
    case: one,
    checks: [...checks, ...(comparison?.checks ?? [])],
    ...(comparison ? { comparison } : {}),
    report: {
      name,
      shapes: Object.fromEntries(Object.entries(inputs).map(([input, { shape }]) => [input, shape])),
      differences: comparison?.differences ?? {},
      seconds: { reference: reference.seconds, runtime: runtime.seconds },
    },
  };
}

type Timed<T> = { readonly seconds: number } & ({ readonly result: T } | { readonly thrown: unknown });

async function timed<T>(run: () => T | Promise<T>): Promise<Timed<T>> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  try {
    const result = await run();
    return { result, seconds: seconds() };
  } catch (thrown) {
    return { thrown, seconds: seconds() };
  }
}

/** A session, or the checks of a model that has none. */
export async function openedSession(
  runtime: Runtime,
  model: ModelSource,
  options: SessionOptions | undefined,
): Promise<{ readonly session?: Session; readonly checks: readonly Check[] }> {
  try {
    return { session: await runtime.open(model, options), checks: [passed({ check: "session" })] };
  } catch (thrown) {
    if (!isRuntimeError(thrown)) throw thrown;
    const others = CHECKS.filter((check) => check !== "session" && check !== "weights");
    const reason = "the runtime does not open the model";
    return { checks: [failed({ check: "session" }, thrown), ...others.map((check) => notRun({ check }, reason))] };
  }
}
