import {
  applyAll,
  constant,
  evaluate,
  input,
  knownType,
  type NDArray,
  type Operator,
  type Sample,
  showType,
  type Tensor,
} from "@transonnx/graph";
import { chooseSizes, sampleArrays } from "./sample-arrays.ts";
import { samplesOf } from "./samples-of.ts";

/** Two sizes for every symbolic dim: what holds at both does not hang on one. */
const smallestSizes = [2, 5];

/**
 * Builds every sample of an operator on symbolic sizes, computes it at two sizes of each, and compares: computed types with
 * those inferred from symbols and from numbers, float32 results with float64 ones. Throws on the first disagreement.
 */
export async function checkSamples(op: Operator): Promise<void> {
  for (const [i, sample] of samplesOf(op).entries()) {
    try {
      for (const smallest of smallestSizes) await checkSample(op, sample, smallest);
    } catch (cause) {
      throw new Error(`${op.name}, sample ${i}: ${(cause as Error).message}`, { cause });
    }
  }
}

async function checkSample(op: Operator, sample: Sample, smallest: number): Promise<void> {
  const outputs = sample.outputs ?? 1;
  const attributes = sample.attributes ?? {};
  const arrays = sampleArrays(sample, chooseSizes(sample, smallest));
  const symbolic = applyAll(op, sample.inputs.map(symbolicInput), attributes, outputs);
  const inputs = Object.fromEntries(arrays.flatMap((array, i) => (array ? [[`${i}`, array] as const] : [])));

  // evaluate itself throws where a result's type is not the one inferred from symbols.
  const values = await evaluate(symbolic, { inputs });

  const concrete = applyAll(
    op,
    arrays.map((array) => array && constant(array)),
    attributes,
    outputs,
  );
  values.forEach((value, i) => {
    const inferred = showType(concrete[i]!.type);
    if (inferred !== showType(value)) throw new Error(`inferred ${inferred} from numbers, computed ${showType(value)}`);
  });
  const wide = await evaluate(symbolic, { inputs, precision: "float64" });
  values.forEach((value, i) => {
    checkNear(value, wide[i]!);
  });
}

function symbolicInput(given: Sample["inputs"][number], i: number): Tensor | undefined {
  if (!given) return undefined;
  return "data" in given ? { ...input(`${i}`, given), type: knownType(given) } : input(`${i}`, given);
}

/** float32 against float64; other dtypes are the same in both. */
function checkNear(value: NDArray, wide: NDArray): void {
  const [a, b] = [value.data as Float32Array, wide.data as Float64Array];
  const isNear = (x: number, y: number) =>
    Object.is(x, y) || (value.dtype === "float32" && Math.abs(x - y) <= 1e-5 * Math.max(1, Math.abs(y)));
  const at = a.findIndex((x, i) => !isNear(x, b[i]!));
  if (at >= 0) throw new Error(`element ${at} is ${a[at]} in float32 and ${b[at]} in float64`);
}
