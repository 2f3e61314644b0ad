import {
  AddReference,
  CastReference,
  ConcatReference,
  constant,
  DivReference,
  MissingReferenceError,
  MulReference,
  type NDArray,
  NegReference,
  operatorId,
  PowReference,
  RangeReference,
  type Reference,
  ReshapeReference,
  runBy,
  SqrtReference,
  SubReference,
  type Tensor,
  UnsqueezeReference,
} from "@transonnx/graph";
import type { Pass } from "./rewrite.ts";

/** A folded value above this many elements would bloat the file more than its computation costs. */
const largestFolded = 1 << 16;

/** What models compute with constants. Kernels of all operators would be half of what a web page loads; runtimes fold the rest. */
const folded: ReadonlyMap<string, Reference> = new Map(
  [
    AddReference,
    CastReference,
    ConcatReference,
    DivReference,
    MulReference,
    NegReference,
    PowReference,
    RangeReference,
    ReshapeReference,
    SqrtReference,
    SubReference,
    UnsqueezeReference,
  ].map((reference) => [operatorId(reference.of), reference]),
);

export const foldConstants: Pass = {
  doc: "Arithmetic on constants alone is computed now, and what operators of an author's own make of them.",
  node(node, outputs) {
    const values: (NDArray | undefined)[] = [];
    for (const input of node.inputs) {
      if (input && input.source.kind !== "constant") return undefined;
      values.push(input && (input.source as { value: NDArray }).value);
    }
    if (outputs.some(({ type }) => sizeOfKnown(type.shape) > largestFolded)) return undefined;
    try {
      const found = runBy(
        (op) => op.reference ?? folded.get(operatorId(op)),
        node.op,
        values,
        node.attributes,
        node.outputs.length,
      );
      return found.map(constant);
    } catch (error) {
      if (error instanceof MissingReferenceError) return undefined;
      throw error;
    }
  },
};

const sizeOfKnown = (shape: Tensor["type"]["shape"]): number =>
  shape.reduce<number>((total, d) => (typeof d === "number" ? total * d : Number.POSITIVE_INFINITY), 1);
