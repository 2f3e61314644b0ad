import type { Dim, NDArray } from "@transonnx/graph";
import type { ElementType, PackedType } from "./element-type.ts";

/** An ONNX model, without the wire format. Where a field is absent the file says nothing about it. */
export interface ModelSpec {
  readonly irVersion: number;
  readonly opsets: readonly OpsetSpec[];
  readonly producerName: string;
  readonly producerVersion: string;
  readonly docString?: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly graph: GraphSpec;
  readonly opaque?: Opaque;
}

/** `domain` "" is ONNX's own, also called `ai.onnx`. */
export interface OpsetSpec {
  readonly domain: string;
  readonly version: number;
}

/**
 * The fields of a protobuf message that a spec has no name for (a model's functions, a node's documentation, sparse
 * initializers …), as they were encoded. A reader fills it, a writer puts it back: nothing is lost on the way.
 */
export type Opaque = Uint8Array;

/** A graph of an ONNX file. */
export interface GraphSpec {
  readonly name: string;
  readonly inputs: readonly ValueSpec[];
  readonly outputs: readonly ValueSpec[];
  readonly nodes: readonly NodeSpec[];
  readonly initializers: readonly InitializerSpec[];
  readonly valueInfo?: readonly ValueSpec[];
  readonly docString?: string;
  readonly opaque?: Opaque;
}

/**
 * A named value. Most are tensors of known rank, said by `dtype` and `shape`: a number, a symbolic size, or "" for a size
 * of which the file says nothing.
 */
export interface ValueSpec {
  readonly name: string;
  readonly dtype: ElementType | "undefined";
  readonly shape: readonly Dim[];
  /**
   * Set where `dtype` and `shape` do not say it all, and then it alone is written: a sequence, an optional, a map, a
   * sparse tensor, an opaque type, none (`dtype` is "undefined" in all these), a tensor of unknown rank, denotations.
   */
  readonly type?: TypeSpec;
  readonly opaque?: Opaque;
}

/** The type of a value in an ONNX file. */
export type TypeSpec = (
  | { readonly kind: "tensor" | "sparse_tensor"; readonly dtype: ElementType | "undefined"; readonly shape?: ShapeSpec }
  | { readonly kind: "sequence" | "optional"; readonly element: TypeSpec }
  | { readonly kind: "map"; readonly key: ElementType | "undefined"; readonly value: TypeSpec }
  | { readonly kind: "opaque"; readonly domain: string; readonly name: string }
  | { readonly kind: "none" }
) & { readonly denotation?: string };

/** A shape in an ONNX file: sizes, and what they denote. */
export interface ShapeSpec {
  readonly dims: readonly Dim[];
  /** One for each dim, "" where there is none. */
  readonly denotations?: readonly string[];
}

/** A node of a graph in an ONNX file. */
export interface NodeSpec {
  readonly opType: string;
  readonly domain: string;
  readonly name: string;
  /** Names of values; "" is an optional input that is absent. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeSpec>>;
  readonly opaque?: Opaque;
}

/** An attribute of a node in an ONNX file, by its kind. */
export type AttributeSpec = (
  | { readonly kind: "int"; readonly value: number | bigint }
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "ints"; readonly value: readonly (number | bigint)[] }
  | { readonly kind: "floats"; readonly value: readonly number[] }
  | { readonly kind: "strings"; readonly value: readonly string[] }
  | { readonly kind: "tensor"; readonly value: NDArray & TensorNotes }
  | { readonly kind: "graph"; readonly value: GraphSpec }
  /** A tensor that is not at hand as an NDArray: packed element types, external data, weights that were not read. */
  | { readonly kind: "stored"; readonly value: InitializerSpec }
  /** Sparse tensors, types, lists of tensors or graphs, references to a function's attribute, strings that are not UTF-8:
   * the encoded AttributeProto without its name. */
  | { readonly kind: "opaque"; readonly value: Opaque }
) & { readonly opaque?: Opaque };

/** What a TensorProto may carry besides its elements. */
export interface TensorNotes {
  readonly name?: string;
  readonly opaque?: Opaque;
}

/** A tensor of an element type that has no typed array. */
export interface PackedTensor {
  readonly dtype: PackedType;
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/** A tensor of a file, in memory. */
export type TensorSpec = (NDArray | PackedTensor) & TensorNotes;

/** A weight of a graph, wherever its bytes lie. */
export interface InitializerSpec {
  readonly name: string;
  readonly dtype: ElementType;
  readonly shape: readonly number[];
  /** Elements as ONNX's raw_data has them (row-major, little-endian), where they come from, or strings. */
  readonly data: Uint8Array | WeightSource | ExternalData | readonly string[];
  readonly opaque?: Opaque;
}

/** Bytes that are made when they are written. */
export interface WeightSource {
  readonly byteLength: number;
  /** The bytes in order; each chunk stays as it is until the next one is asked for, so that a source may reuse its buffer. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** Bytes in another file, which lies in the model's folder or below. */
export interface ExternalData {
  readonly external: {
    /** Path from the model's folder, with `/`. */
    readonly location: string;
    readonly offset: number;
    readonly length: number;
  };
}

/** The content of a SequenceProto file. */
export interface SequenceSpec {
  readonly name: string;
  readonly elements: readonly ValueElement[];
}

/** The content of an OptionalProto file; no element: none is there. */
export interface OptionalSpec {
  readonly name: string;
  readonly element?: ValueElement;
}

/** The content of a MapProto; its keys and their type are kept as they were encoded. */
export interface MapSpec {
  readonly name: string;
  readonly values: SequenceSpec;
  readonly opaque?: Opaque;
}

/** An element of a sequence or a map, by its kind. */
export type ValueElement =
  | { readonly kind: "tensor"; readonly value: TensorSpec }
  | { readonly kind: "sparse_tensor"; readonly value: Opaque }
  | { readonly kind: "sequence"; readonly value: SequenceSpec }
  | { readonly kind: "map"; readonly value: MapSpec }
  | { readonly kind: "optional"; readonly value: OptionalSpec };
