import { type Dim, dimSymbols, evaluateDim, fromNumbers, type NDArray, type Sample, sizeOf } from "@transonnx/graph";

/** A size for each symbol in a sample's inputs; no two are the same, so that a mistaken axis shows. */
export function chooseSizes({ inputs }: Sample, smallest: number): ReadonlyMap<string, number> {
  const symbols = new Set(inputs.flatMap((type) => (type ? type.shape.flatMap((dim: Dim) => dimSymbols(dim)) : [])));
  return new Map([...symbols].sort().map((symbol, i) => [symbol, smallest + i]));
}

/** The sample's inputs as arrays: those that it gives, and drawn ones where it gives a type. The same each time. */
export function sampleArrays(sample: Sample, sizes: ReadonlyMap<string, number>): readonly (NDArray | undefined)[] {
  const draw = uniform(7);
  return sample.inputs.map((given) => {
    if (!given || "data" in given) return given;
    const { dtype } = given;
    if (dtype === "string") throw new Error("a sample of strings must give its data");
    const shape = given.shape.map((dim) => evaluateDim(dim, (symbol) => sizes.get(symbol)));
    const values = Array.from({ length: sizeOf(shape) }, () => {
      const value = draw() * 4 - 2;
      return dtype === "bool" ? Number(value > 0) : value;
    });
    return { dtype, shape, data: fromNumbers(dtype, values) };
  });
}

/** Numbers in [0, 1) by a linear congruence (Numerical Recipes'). */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
