import { type ModelGraph, targetOf } from "@transonnx/exporter";
import { bindDims, type Dim, dim, dimSymbols, evaluate, evaluateDim, type NDArray } from "@transonnx/graph";
import { encodeModel, type ValueSpec } from "@transonnx/onnx";
import { GOLDEN_TOLERANCE, goldenDifference } from "../goldens/compare.ts";
import { modelsOf } from "../goldens/run-golden.ts";
import { runOnnx } from "../onnxruntime/run-onnx.ts";
import { ConformanceError } from "./conformance-error.ts";
import { dummyInputs, type Sizes, triedSizes } from "./dummy-cases.ts";
import type { Arrays, Subject } from "./subject.ts";

/**
 * Every free axis is one: the graph is evaluated, and its file runs in ONNX Runtime, at each of at least two sizes of each axis while
 * the others stay; results agree, and the sizes of the outputs are those that the file declares.
 */
export async function axesAreFree(subject: Subject): Promise<void> {
  const target = targetOf("onnxruntime");
  const models = modelsOf(subject, { target, opset: target.opset });
  for (const [part, graph] of Object.entries(subject.graphs)) {
    const where = `${subject.where}, ${part}`;
    const tried = triedSizes(graph.onnxConfig);
    axesAreTried(where, graph, tried);
    const bytes = await encodeModel(models[part]!);
    await runOnnx(bytes, async (run) => {
      for (const { axis, sizes } of plansOf(tried)) {
        try {
          await tryOnce(subject, graph, models[part]!.graph.outputs, sizes, run);
        } catch (cause) {
          throw frozen(where, axis, sizes, cause as Error);
        }
      }
    });
  }
}

/** An axis by its keyword (undefined: none is special) and the sizes of all. */
interface Plan {
  readonly axis: string | undefined;
  readonly sizes: Sizes;
}

/** The first sizes, then every other size of each axis by itself. */
function plansOf(tried: readonly Sizes[]): readonly Plan[] {
  const first = tried[0]!;
  const others = Object.keys(first).flatMap((axis) =>
    [...new Set(tried.map((sizes) => sizes[axis]!))]
      .slice(1)
      .map((size) => ({ axis, sizes: { ...first, [axis]: size } })),
  );
  return [{ axis: undefined, sizes: first }, ...others];
}

function frozen(where: string, axis: string | undefined, sizes: Sizes, cause: Error): ConformanceError {
  const shown = Object.entries(sizes).map(([name, size]) => `${name} ${size}`);
  return axis === undefined
    ? new ConformanceError("the graph does not run", {
        ...{ where, expected: `it to run with ${shown.join(", ")}`, found: cause.message, cause },
        advice: "See what is found: the operator and its place are named",
      })
    : new ConformanceError(`the axis ${axis} is frozen: the graph runs at one of its sizes and not at another`, {
        ...{ where, expected: `it to run with ${axis} ${sizes[axis]} as with others`, found: cause.message, cause },
        advice:
          "Take the size from the tensors' types where the graph is built; a table of positions needs a slice of that size",
      });
}

/** Every symbol of the inputs has two sizes that are tried. */
function axesAreTried(where: string, { onnxConfig, inputs }: ModelGraph, tried: readonly Sizes[]): void {
  const { sizeKeywords } = onnxConfig;
  const symbols = new Set(Object.values(inputs).flatMap(({ type }) => type.shape.flatMap(dimSymbols)));
  const isTried = (symbol: string) => {
    const keyword = sizeKeywords[symbol] ?? alias[symbol] ?? symbol;
    return new Set(tried.map((sizes) => sizes[keyword])).size > 1;
  };
  const untried = [...symbols].filter((symbol) => !isTried(symbol));
  if (untried.length > 0)
    throw new ConformanceError("no two sizes of a free axis can be tried", {
      where,
      expected: "several sizes of each of the inputs' axes",
      found: `none or one of ${untried.join(", ")}`,
      advice:
        "Give the axis sizes in OnnxConfig.validationSizes, by the keyword that its dummy input generator reads (sizeKeywords), or a number in fixedSizes",
    });
}

/** Axes that go by the keyword of another. */
const alias: Readonly<Record<string, string>> = { past_decoder_sequence_length: "past_sequence_length" };

async function tryOnce(
  { tensors }: Subject,
  { onnxConfig, inputs, outputs }: ModelGraph,
  declared: readonly ValueSpec[],
  sizes: Sizes,
  run: (inputs: Arrays) => Promise<Arrays>,
): Promise<void> {
  const fed = dummyInputs(onnxConfig, sizes, Object.keys(inputs));
  const arrays = await evaluate(Object.values(outputs), { inputs: fed, parameter: (name) => tensors.get(name)! });
  const bindings = bindDims(
    Object.entries(inputs).map(([name, { type }]) => [name, type] as const),
    (name) => fed[name]!.shape,
  );
  const ran = await run(fed);
  Object.keys(outputs).forEach((name, i) => {
    checkSizes(declared[i]!, arrays[i]!, bindings);
    const difference = goldenDifference(name, arrays[i]!, ran[name]!);
    if (!(difference <= GOLDEN_TOLERANCE))
      throw new Error(`output ${name}: ONNX Runtime differs from the reference by ${difference} of its magnitude`);
  });
}

function checkSizes(
  { name, shape }: ValueSpec,
  { shape: found }: NDArray,
  bindings: ReadonlyMap<string, number>,
): void {
  shape.forEach((size: Dim, axis) => {
    if (dimSymbols(canonical(size)).some((symbol) => !bindings.has(symbol))) return;
    const expected = evaluateDim(canonical(size), (symbol) => bindings.get(symbol));
    if (expected !== found[axis])
      throw new Error(`axis ${axis} of ${name} is declared as ${size}, which is ${expected}, and has ${found[axis]}`);
  });
}

const canonical = (size: Dim): Dim => dim(size);
