import fc from "fast-check";
import { byteLengthOf, type ElementType, packedTypes } from "../src/element-type.ts";
import type {
  AttributeSpec,
  GraphSpec,
  InitializerSpec,
  ModelSpec,
  NodeSpec,
  TypeSpec,
  ValueSpec,
} from "../src/model.ts";

const text = fc.string({ unit: "grapheme", maxLength: 12 });
const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
const shape = fc.array(fc.nat({ max: 4 }), { maxLength: 4 });
const dim = fc.oneof(fc.nat({ max: 2 ** 31 }), name, fc.constant(""));
const arrayTypes = [
  "float32",
  "float64",
  "float16",
  "bfloat16",
  "int8",
  "int32",
  "int64",
  "uint16",
  "uint64",
  "bool",
] as const;
const elementType: fc.Arbitrary<ElementType> = fc.constantFrom(...arrayTypes, ...packedTypes);
const int64 = fc.oneof(fc.maxSafeInteger(), fc.bigInt({ min: -(2n ** 63n), max: -(2n ** 53n) - 1n }));
const float32 = fc.float({ noNaN: true });

const stored: fc.Arbitrary<InitializerSpec> = fc
  .record({ name, dtype: elementType, shape, seed: fc.nat({ max: 255 }) })
  .map(({ seed, ...tensor }) => {
    const bytes = new Uint8Array(byteLengthOf(tensor.dtype, tensor.shape)!);
    return { ...tensor, data: bytes.map((_, i) => seed + i) };
  });

const strings: fc.Arbitrary<InitializerSpec> = fc
  .record({ name, data: fc.array(text, { maxLength: 3 }) })
  .map(({ name, data }) => ({ name, dtype: "string", shape: [data.length], data }));

const external: fc.Arbitrary<InitializerSpec> = fc
  .record({ name, dtype: elementType, shape, offset: fc.nat() })
  .map(({ offset, ...tensor }) => {
    const length = byteLengthOf(tensor.dtype, tensor.shape)!;
    return { ...tensor, data: { external: { location: "weights/model.onnx_data", offset, length } } };
  });

const { type } = fc.letrec<{ type: TypeSpec }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3 },
    fc.constant<TypeSpec>({ kind: "none" }),
    fc.record({ kind: fc.constantFrom("sequence" as const, "optional" as const), element: tie("type") }),
    fc.record({ kind: fc.constant("map" as const), key: elementType, value: tie("type") }),
    fc.record({ kind: fc.constant("sparse_tensor" as const), dtype: elementType }),
    fc.record({ kind: fc.constant("opaque" as const), domain: text, name: text, denotation: name }),
  ),
}));

const value: fc.Arbitrary<ValueSpec> = fc.oneof(
  fc.record({ name: text, dtype: elementType, shape: fc.array(dim, { maxLength: 4 }) }),
  fc.record({ name: text, type }).map((spec) => ({ ...spec, dtype: "undefined" as const, shape: [] })),
);

const attribute = (graph: fc.Arbitrary<GraphSpec>): fc.Arbitrary<AttributeSpec> =>
  fc.oneof(
    fc.record({ kind: fc.constant("int" as const), value: int64 }),
    fc.record({ kind: fc.constant("float" as const), value: float32 }),
    fc.record({ kind: fc.constant("string" as const), value: text }),
    fc.record({ kind: fc.constant("ints" as const), value: fc.array(int64, { maxLength: 4 }) }),
    fc.record({ kind: fc.constant("floats" as const), value: fc.array(float32, { maxLength: 4 }) }),
    fc.record({ kind: fc.constant("strings" as const), value: fc.array(text, { maxLength: 4 }) }),
    fc.array(float32, { maxLength: 6 }).map((data): AttributeSpec => {
      return { kind: "tensor", value: { dtype: "float32", shape: [data.length], data: Float32Array.from(data) } };
    }),
    fc.record({ kind: fc.constant("stored" as const), value: external }),
    fc.record({ kind: fc.constant("graph" as const), value: graph }),
  );

const { graph } = fc.letrec<{ graph: GraphSpec; node: NodeSpec }>((tie) => ({
  graph: fc.record(
    {
      name: text,
      inputs: fc.array(value, { maxLength: 3 }),
      outputs: fc.array(value, { maxLength: 3 }),
      nodes: fc.array(tie("node"), { maxLength: 3, depthIdentifier: "graph" }),
      initializers: fc.array(fc.oneof(stored, strings, external), { maxLength: 4 }),
      valueInfo: fc.array(value, { minLength: 1, maxLength: 3 }),
      docString: text,
    },
    { requiredKeys: ["name", "inputs", "outputs", "nodes", "initializers"] },
  ),
  node: fc.record({
    opType: name,
    domain: text,
    name: text,
    inputs: fc.array(text, { maxLength: 3 }),
    outputs: fc.array(text, { maxLength: 3 }),
    attributes: fc.dictionary(name, attribute(tie("graph")), {
      maxKeys: 3,
      noNullPrototype: true,
      depthIdentifier: "graph",
    }),
  }),
}));

/** Models with every kind of value, attribute and data; what they compute makes no sense. */
export const arbitraryModel: fc.Arbitrary<ModelSpec> = fc.record(
  {
    irVersion: fc.integer({ min: 3, max: 13 }),
    opsets: fc.array(fc.record({ domain: text, version: fc.nat({ max: 30 }) }), { maxLength: 3 }),
    producerName: text,
    producerVersion: text,
    docString: text,
    metadata: fc.dictionary(text, text, { maxKeys: 4, noNullPrototype: true }),
    graph,
  },
  { requiredKeys: ["irVersion", "opsets", "producerName", "producerVersion", "metadata", "graph"] },
);
