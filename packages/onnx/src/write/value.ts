import { onnx } from "../codec/gen/onnx.js";
import { encodeMessage } from "../codec/message.ts";
import { elementCode } from "../element-type.ts";
import type { ShapeSpec, TypeSpec, ValueSpec } from "../model.ts";
import { Rope } from "../wire/rope.ts";
import { int64 } from "./int64.ts";

/** A ValueInfoProto. */
export function valueRope({ name, dtype, shape, type, opaque }: ValueSpec): Rope {
  const described = typeProto(type ?? { kind: "tensor", dtype, shape: { dims: shape } });
  const rope = new Rope().bytes(encodeMessage(onnx.ValueInfoProto, { name, type: described }));
  return opaque ? rope.bytes(opaque) : rope;
}

function typeProto(type: TypeSpec): onnx.TypeProto.$Properties | undefined {
  const proto = withoutDenotation(type);
  return type.denotation ? { ...proto, denotation: type.denotation } : proto;
}

function withoutDenotation(type: TypeSpec): onnx.TypeProto.$Properties | undefined {
  switch (type.kind) {
    case "tensor":
      return { tensorType: { elemType: elementCode(type.dtype), shape: shapeProto(type.shape) } };
    case "sparse_tensor":
      return { sparseTensorType: { elemType: elementCode(type.dtype), shape: shapeProto(type.shape) } };
    case "sequence":
      return { sequenceType: { elemType: typeProto(type.element) } };
    case "optional":
      return { optionalType: { elemType: typeProto(type.element) } };
    case "map":
      return { mapType: { keyType: elementCode(type.key), valueType: typeProto(type.value) } };
    case "opaque":
      return { opaqueType: { domain: type.domain, name: type.name } };
    case "none":
      return undefined;
  }
}

function shapeProto(shape: ShapeSpec | undefined): onnx.TensorShapeProto.$Properties | undefined {
  if (!shape) return undefined;
  const dim = shape.dims.map((size, i) => {
    const denotation = shape.denotations?.[i] ? { denotation: shape.denotations[i] } : {};
    if (typeof size === "number") return { dimValue: int64(size), ...denotation };
    return size === "" ? denotation : { dimParam: size, ...denotation };
  });
  return { dim };
}
