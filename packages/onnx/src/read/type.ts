import type { Dim } from "@transonnx/graph";
import type { onnx } from "../codec/gen/onnx.js";
import { fromInt64 } from "../codec/int64.ts";
import { type ElementType, elementTypeOf } from "../element-type.ts";
import { MAX_DEPTH } from "../limits.ts";
import type { ShapeSpec, TypeSpec } from "../model.ts";
import type { ReadContext } from "./context.ts";

/** A TypeProto. */
export function typeFrom(proto: onnx.TypeProto.$Shape, context: ReadContext, where: string, depth = 0): TypeSpec {
  if (depth > MAX_DEPTH) context.wire.fail(where, `at most ${MAX_DEPTH} nested types`, "more");
  const denotation = proto.denotation ? { denotation: proto.denotation } : {};
  return { ...withoutDenotation(proto, context, where, depth), ...denotation };
}

function withoutDenotation(proto: onnx.TypeProto.$Shape, context: ReadContext, where: string, depth: number): TypeSpec {
  const inner = (element: onnx.TypeProto.$Shape | null | undefined) =>
    typeFrom(element ?? {}, context, where, depth + 1);
  const dtype = (code: number | null | undefined) => elementType(code ?? 0, context, where);
  const { tensorType, sparseTensorType, sequenceType, optionalType, mapType, opaqueType } = proto;
  if (tensorType)
    return { kind: "tensor", dtype: dtype(tensorType.elemType), ...shape(tensorType.shape, context, where) };
  if (sparseTensorType)
    return {
      kind: "sparse_tensor",
      dtype: dtype(sparseTensorType.elemType),
      ...shape(sparseTensorType.shape, context, where),
    };
  if (sequenceType) return { kind: "sequence", element: inner(sequenceType.elemType) };
  if (optionalType) return { kind: "optional", element: inner(optionalType.elemType) };
  if (mapType) return { kind: "map", key: dtype(mapType.keyType), value: inner(mapType.valueType) };
  if (opaqueType) return { kind: "opaque", domain: opaqueType.domain ?? "", name: opaqueType.name ?? "" };
  return { kind: "none" };
}

function elementType(code: number, { wire }: ReadContext, where: string): ElementType | "undefined" {
  return code === 0 ? "undefined" : (elementTypeOf(code) ?? wire.fail(where, "an element type", `number ${code}`));
}

function shape(
  proto: onnx.TensorShapeProto.$Shape | null | undefined,
  { wire }: ReadContext,
  where: string,
): { shape?: ShapeSpec } {
  if (!proto) return {};
  const dims = (proto.dim ?? []).map(({ dimValue, dimParam }): Dim => {
    if (dimValue === null || dimValue === undefined) return dimParam ?? "";
    const size = fromInt64(dimValue);
    return typeof size === "number" ? size : wire.fail(where, "sizes below 2^53", `${size}`);
  });
  const denotations = (proto.dim ?? []).map(({ denotation }) => denotation ?? "");
  return { shape: { dims, ...(denotations.some((text) => text !== "") ? { denotations } : {}) } };
}
