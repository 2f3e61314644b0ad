import {
  add,
  concat,
  type Dim,
  type DimFactor,
  dimTerms,
  div,
  ints,
  min,
  mul,
  scoped,
  shapeOf,
  squeeze,
  type Tensor,
} from "@transonnx/graph";
import type { Pass } from "../passes/rewrite.ts";

/** Sizes known only at run time are taken from the shapes of the graph's inputs. */
export function materializeSizes(inputs: readonly Tensor[]): Pass {
  return {
    doc: "Symbolic sizes become Shape nodes on the inputs, and arithmetic where no input has the size itself.",
    leaf({ source, type }) {
      if (source.kind !== "sizes") return undefined;
      return scoped("sizes", () => {
        const vector = vectorOf(source.sizes, inputs);
        return type.shape.length === 0 ? squeeze(vector, 0) : vector;
      });
    },
  };
}

/** Runs of sizes that are neighbours in an input's shape too are read at once. */
function vectorOf(sizes: readonly Dim[], inputs: readonly Tensor[]): Tensor {
  const pieces: Tensor[] = [];
  for (let i = 0; i < sizes.length; ) {
    const numbers = sizes.slice(i).findIndex((d) => typeof d !== "number");
    const known = numbers < 0 ? sizes.length - i : numbers;
    if (known > 0) {
      pieces.push(ints(...(sizes.slice(i, i + known) as number[])));
      i += known;
      continue;
    }
    const run = longestRun(sizes, i, inputs);
    pieces.push(run ? partOf(run.input, run.axis, run.length) : computed(sizes[i]!, inputs));
    i += run?.length ?? 1;
  }
  return concat(pieces, 0);
}

interface Run {
  readonly input: Tensor;
  readonly axis: number;
  readonly length: number;
}

function longestRun(sizes: readonly Dim[], from: number, inputs: readonly Tensor[]): Run | undefined {
  let best: Run | undefined;
  for (const input of inputs) {
    const { shape } = input.type;
    shape.forEach((_, axis) => {
      let length = 0;
      while (
        axis + length < shape.length &&
        from + length < sizes.length &&
        shape[axis + length] === sizes[from + length]
      )
        length++;
      if (length > (best?.length ?? 0)) best = { input, axis, length };
    });
  }
  return best;
}

const partOf = (input: Tensor, axis: number, length: number): Tensor =>
  axis === 0 && length === input.type.shape.length ? shapeOf(input) : shapeOf(input, axis, axis + length);

function computed(dim: Dim, inputs: readonly Tensor[]): Tensor {
  const terms = dimTerms(dim);
  if (
    terms.length === 1 &&
    terms[0]!.coefficient === 1 &&
    terms[0]!.factors.length === 1 &&
    "symbol" in terms[0]!.factors[0]!
  )
    throw new Error(`no input of the graph has the size "${dim}"`);
  const vector = (size: Dim) => vectorOf([size], inputs);
  const factor = (f: DimFactor): Tensor => {
    if ("symbol" in f) return vector(f.symbol);
    return "smaller" in f ? min(vector(f.smaller[0]), vector(f.smaller[1])) : div(vector(f.numerator), f.divisor);
  };
  const products = terms.map(({ coefficient, factors }) => {
    const product = factors.map(factor).reduce<Tensor | undefined>((a, b) => (a ? mul(a, b) : b), undefined);
    if (!product) return ints(coefficient);
    return coefficient === 1 ? product : mul(product, coefficient);
  });
  return products.reduce((a, b) => add(a, b));
}
