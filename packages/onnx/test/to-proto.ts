import { elementCode } from "../src/element-type.ts";
import type { AttributeSpec, GraphSpec, InitializerSpec, ModelSpec, TypeSpec, ValueSpec } from "../src/model.ts";
import { toStored } from "../src/tensor-spec.ts";
import { onnx, toInt64 } from "./codec/codec.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const text = (value: string) => (value === "" ? undefined : value);

/** A model as one protobuf object, for the generated codec to encode as a whole: the plain way to write a file. */
export function toProto(model: ModelSpec): onnx.ModelProto.$Properties {
  return {
    irVersion: toInt64(model.irVersion),
    producerName: text(model.producerName),
    producerVersion: text(model.producerVersion),
    docString: model.docString,
    graph: graphProto(model.graph),
    opsetImport: model.opsets.map(({ domain, version }) => ({ domain, version: toInt64(version) })),
    metadataProps: Object.entries(model.metadata)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => ({ key, value })),
  };
}

function graphProto(graph: GraphSpec): onnx.GraphProto.$Properties {
  return {
    name: graph.name,
    docString: graph.docString,
    input: graph.inputs.map(valueProto),
    output: graph.outputs.map(valueProto),
    valueInfo: graph.valueInfo?.map(valueProto),
    initializer: graph.initializers.map(tensorProto),
    node: graph.nodes.map((node) => ({
      opType: node.opType,
      domain: text(node.domain),
      name: text(node.name),
      input: [...node.inputs],
      output: [...node.outputs],
      attribute: Object.entries(node.attributes)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, attribute]) => ({ name, ...attributeProto(attribute) })),
    })),
  };
}

function attributeProto(attribute: AttributeSpec): onnx.AttributeProto.$Properties {
  const { AttributeType } = onnx.AttributeProto;
  switch (attribute.kind) {
    case "int":
      return { type: AttributeType.INT, i: toInt64(attribute.value) };
    case "float":
      return { type: AttributeType.FLOAT, f: attribute.value };
    case "string":
      return { type: AttributeType.STRING, s: utf8(attribute.value) };
    case "ints":
      return { type: AttributeType.INTS, ints: attribute.value.map(toInt64) };
    case "floats":
      return { type: AttributeType.FLOATS, floats: [...attribute.value] };
    case "strings":
      return { type: AttributeType.STRINGS, strings: attribute.value.map(utf8) };
    case "tensor":
      return { type: AttributeType.TENSOR, t: tensorProto(toStored(attribute.value)) };
    case "stored":
      return { type: AttributeType.TENSOR, t: tensorProto(attribute.value) };
    case "graph":
      return { type: AttributeType.GRAPH, g: graphProto(attribute.value) };
    case "opaque":
      throw new Error("not part of an arbitrary model");
  }
}

function tensorProto({ name, dtype, shape, data }: InitializerSpec): onnx.TensorProto.$Properties {
  const tensor = { name: text(name), dataType: elementCode(dtype), dims: shape.map(toInt64) };
  if (data instanceof Uint8Array) return { ...tensor, rawData: data };
  if (Array.isArray(data)) return { ...tensor, stringData: data.map(utf8) };
  if (!("external" in data)) throw new Error("not part of an arbitrary model");
  const { location, offset, length } = data.external;
  const entries = Object.entries({ location, offset: `${offset}`, length: `${length}` });
  return { ...tensor, dataLocation: 1, externalData: entries.map(([key, value]) => ({ key, value })) };
}

const valueProto = ({ name, dtype, shape, type }: ValueSpec): onnx.ValueInfoProto.$Properties => ({
  name,
  type: typeProto(type ?? { kind: "tensor", dtype, shape: { dims: shape } }),
});

function typeProto(type: TypeSpec): onnx.TypeProto.$Properties | undefined {
  const denotation = type.denotation ? { denotation: type.denotation } : {};
  switch (type.kind) {
    case "tensor":
    case "sparse_tensor": {
      const dim = type.shape?.dims.map((size) =>
        typeof size === "number" ? { dimValue: toInt64(size) } : { dimParam: text(size) },
      );
      const tensor = { elemType: elementCode(type.dtype), shape: dim && { dim } };
      return type.kind === "tensor"
        ? { tensorType: tensor, ...denotation }
        : { sparseTensorType: tensor, ...denotation };
    }
    case "sequence":
      return { sequenceType: { elemType: typeProto(type.element) }, ...denotation };
    case "optional":
      return { optionalType: { elemType: typeProto(type.element) }, ...denotation };
    case "map":
      return { mapType: { keyType: elementCode(type.key), valueType: typeProto(type.value) }, ...denotation };
    case "opaque":
      return { opaqueType: { domain: type.domain, name: type.name }, ...denotation };
    case "none":
      return undefined;
  }
}
