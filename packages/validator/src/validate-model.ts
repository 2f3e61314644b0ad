import { type DummyInputOptions, type OnnxConfig, outputSizes, type PreprocessorLike } from "@transonnx/core";
import { type Dim, dim, evaluate, type NDArray, type Tensor, topologicalOrder } from "@transonnx/graph";
import { makeCases } from "./cases/make-cases.ts";
import { type Check, notRun } from "./checks/check.ts";
import { type Interface, interfaceChecks } from "./checks/interface-checks.ts";
import { valuesCheck } from "./checks/result-checks.ts";
import { sizesChecks } from "./checks/sizes-check.ts";
import { weightsCheck } from "./checks/weights-check.ts";
import { type Divergence, findDivergence } from "./divergence/find-divergence.ts";
import { messageOf } from "./errors.ts";
import { keepParameters } from "./keep-parameters.ts";
import { type ModelFile, openModelFile } from "./model/model-file.ts";
import { modelName, toModelSource } from "./model/model-source.ts";
import { makeReport, type ValidationReport } from "./report.ts";
import { type CaseRun, type CaseRunner, openedSession, runCase } from "./run-cases.ts";
import { chooseRuntime } from "./runtime/choose-runtime.ts";
import type { ModelSource, Runtime, SessionOptions } from "./runtime/runtime.ts";
import { DEFAULT_RTOL } from "./tolerance.ts";

/** What a written model is held against: the graph that it was made from, before any lowering, and the weights. */
export interface ReferenceModel {
  readonly inputs: Readonly<Record<string, Tensor>>;
  /** In the order of the configuration. */
  readonly outputs: Readonly<Record<string, Tensor>>;
  /** A tensor of the checkpoint in the dtype that the graph computes in. */
  readonly parameter: (name: string) => NDArray | Promise<NDArray>;
}

/** What `validateModel` takes: the model, the file, and how they are compared. */
export interface ValidateModelOptions extends ReferenceModel {
  readonly onnxConfig: OnnxConfig;
  /** The written model: a path, bytes, or either with external data. */
  readonly model: string | Uint8Array | ModelSource;
  /** Default: the first that is installed. */
  readonly runtime?: Runtime;
  readonly session?: SessionOptions;
  /** What the file declares, where that is more than the reference has: that of a file with several branches. */
  readonly declared?: DeclaredInterface;
  /** What the runtime gets, from the reference's inputs. Default: what the configuration makes of them. */
  readonly feeds?: (inputs: Readonly<Record<string, NDArray>>) => Readonly<Record<string, NDArray>>;
  /** Largest absolute difference. Default: the configuration's. */
  readonly atol?: number;
  /** Added to it, as a share of the output's largest value. Default 1e-5, numpy's and so optimum's. */
  readonly rtol?: number;
  /** Takes `rtol` of each value instead, as numpy.allclose and so optimum does. Default false. */
  readonly elementwise?: boolean;
  /** Decides the inputs. Default 0. */
  readonly seed?: number;
  /** Sizes of the first case, under optimum's keywords. */
  readonly shapes?: DummyInputOptions;
  /** A further case from a tokenizer or processor, as transformers.onnx validates. */
  readonly preprocessor?: PreprocessorLike;
  /** Whether initializers are compared with the checkpoint. Default true. */
  readonly weights?: boolean;
  /** Whether a difference is followed to the node where it begins. Default true. */
  readonly locate?: boolean;
  readonly onProgress?: (progress: { readonly case: string; readonly done: number; readonly of: number }) => void;
  readonly signal?: AbortSignal;
}

/** The inputs and outputs of a file. */
export interface DeclaredInterface {
  readonly inputs: Interface;
  readonly outputs: Interface;
}

/**
 * Runs a written model in ONNX Runtime and compares all that it declares and computes with the graph that it was made from,
 * evaluated on the checkpoint's own bytes. Inputs are seeded; the cases have several sizes of every free axis, padding on
 * either side and none. Every check runs; pass the report to `assertValid` to have the gravest failure thrown.
 *
 * Throws RuntimeMissingError, OptionError, and what `parameter` throws.
 */
export async function validateModel(given: ValidateModelOptions): Promise<ValidationReport> {
  const started = performance.now();
  const options = { ...given, parameter: keepParameters(given.parameter) };
  const { onnxConfig, seed = 0, rtol = DEFAULT_RTOL } = options;
  const model = toModelSource(options.model);
  const runtime = options.runtime ?? (await chooseRuntime());
  const tolerance = { atol: options.atol ?? onnxConfig.atolForValidation, rtol, elementwise: options.elementwise };
  const inputs = inputTypesOf(options.inputs, onnxConfig);
  const declared = options.declared ?? { inputs, outputs: outputTypesOf(options.outputs, onnxConfig) };
  const { session, checks } = await openedSession(runtime, model, options.session);
  const found: Check[] = [...checks];
  const runs: CaseRun[] = [];
  let divergence: Divergence | undefined;
  if (session) {
    found.push(...interfaceChecks(session, declared.inputs, declared.outputs, modelName(model)));
    const names = session.inputs.map(({ name }) => name);
    const runner: CaseRunner = {
      session,
      tolerance,
      feeds: options.feeds ?? ((fed) => onnxConfig.generateDummyInputsForValidation(fed, names)),
      reference: (fed) => evaluated(options, fed),
    };
    try {
      const made = await makeCases(onnxConfig, { seed, shapes: options.shapes, preprocessor: options.preprocessor });
      const cases = made.map((one) => ({ ...one, inputs: onlyInputs(one.inputs, inputs) }));
      for (const [i, one] of cases.entries()) {
        options.signal?.throwIfAborted();
        options.onProgress?.({ case: one.name, done: i, of: cases.length });
        runs.push(await runCase(runner, one));
      }
    } finally {
      await session.close();
    }
    divergence = options.locate === false ? undefined : await locate(options, runtime, model, runner, runs);
    const failing = runs.find(({ comparison }) => comparison?.beyond.length);
    for (const run of runs) {
      found.push(...run.checks);
      const node = run === failing && divergence && "node" in divergence ? divergence.node : undefined;
      if (run.comparison) found.push(...valuesCheck(run.case.name, run.comparison, tolerance, node));
    }
    const compared = runs.filter(({ comparison }) => comparison);
    found.push(
      ...sizesChecks(
        inputs,
        compared.map((run) => run.case),
        onnxConfig.fixedSizes,
      ),
    );
  }
  found.push(...(await checkWeights(options, model)));
  return makeReport({
    checks: found,
    cases: runs.map(({ report }) => report),
    runtime: `${runtime.name} ${runtime.version}`,
    ...tolerance,
    seed,
    ...(divergence ? { divergence } : {}),
    seconds: (performance.now() - started) / 1000,
  });
}

/** The types of inputs, free axes under the names that the configuration has for them. */
export const inputTypesOf = (tensors: Readonly<Record<string, Tensor>>, { onnxInputs }: OnnxConfig): Interface =>
  typesOf(tensors, (name, shape) => shape.map((size, axis) => onnxInputs[name]?.[axis] ?? size));

/** The types of outputs, as a file declares them. */
export const outputTypesOf = (tensors: Readonly<Record<string, Tensor>>, onnxConfig: OnnxConfig): Interface =>
  typesOf(tensors, outputSizes(onnxConfig));

const typesOf = (
  tensors: Readonly<Record<string, Tensor>>,
  named: (name: string, shape: readonly Dim[]) => readonly Dim[],
): Interface =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, { type }]) => [
      name,
      { dtype: type.dtype, shape: named(name, type.shape).map(dim) },
    ]),
  );

const onlyInputs = (arrays: Readonly<Record<string, NDArray>>, inputs: Interface) =>
  Object.fromEntries(Object.entries(arrays).filter(([name]) => inputs[name]));

async function evaluated({ outputs, parameter }: ReferenceModel, inputs: Readonly<Record<string, NDArray>>) {
  const values = await evaluate(Object.values(outputs), { inputs, parameter });
  return Object.fromEntries(Object.keys(outputs).map((name, i) => [name, values[i]!]));
}

/** Where the first case with values beyond the tolerance began to differ. */
async function locate(
  { outputs, parameter, session }: ValidateModelOptions,
  runtime: Runtime,
  model: ModelSource,
  runner: CaseRunner,
  runs: readonly CaseRun[],
): Promise<Divergence | undefined> {
  const failing = runs.find(({ comparison }) => comparison?.beyond.length);
  if (!failing?.comparison) return undefined;
  const { beyond, differences } = failing.comparison;
  const shares = beyond.map((name) => differences[name]!.maxDifference / (differences[name]!.scale || 1));
  const { inputs } = failing.case;
  return withFile(
    model,
    (file) =>
      findDivergence({
        ...{ runtime, session, file, outputs: Object.values(outputs), parameter },
        ...{ inputs, feeds: runner.feeds(inputs), relative: Math.max(...shares) },
      }),
    (reason) => ({ reason }),
  );
}

async function checkWeights(options: ValidateModelOptions, model: ModelSource): Promise<readonly Check[]> {
  if (options.weights === false) return [notRun({ check: "weights" }, "not asked for")];
  const parameters = parametersOf(Object.values(options.outputs));
  return withFile(
    model,
    (file) => weightsCheck(file, parameters, options.parameter, modelName(model)),
    (reason) => [notRun({ check: "weights" }, reason)],
  );
}

/** What `use` gives, or what stands for it where this project's reader does not read the file. */
async function withFile<T>(model: ModelSource, use: (file: ModelFile) => Promise<T>, otherwise: (reason: string) => T) {
  let file: ModelFile | undefined;
  try {
    file = await openModelFile(model);
    return await use(file);
  } catch (thrown) {
    // By its name: a CommonJS build loads the reader of files as an ES module, whose classes are others.
    if (!(thrown instanceof Error && thrown.name === "OnnxFormatError")) throw thrown;
    return otherwise(`the file cannot be read: ${messageOf(thrown)}`);
  } finally {
    await file?.close();
  }
}

/** Names of the tensors that a graph reads, in its order. */
function parametersOf(outputs: readonly Tensor[]): ReadonlySet<string> {
  const tensors = [...topologicalOrder(outputs).flatMap((node) => node.inputs), ...outputs];
  return new Set(tensors.flatMap((tensor) => (tensor?.source.kind === "parameter" ? [tensor.source.name] : [])));
}
