import { elementCode } from "../element-type.ts";
import type { ShapeSpec, TypeSpec, ValueSpec } from "../model.ts";
import { bytesField, fields, intField, textField } from "../wire/fields.ts";
import { Rope } from "../wire/rope.ts";
import { int64 } from "./int64.ts";

/** A ValueInfoProto. */
export function valueRope({ name, dtype, shape, type, opaque }: ValueSpec): Rope {
  const described: TypeSpec = type ?? { kind: "tensor", dtype, shape: { dims: shape } };
  const rope = new Rope().bytes(fields(textField(1, name), typeField(2, described)));
  return opaque ? rope.bytes(opaque) : rope;
}

/** A field that holds a TypeProto; none where nothing is known of the type. */
const typeField = (number: number, type: TypeSpec): Uint8Array | readonly Uint8Array[] =>
  type.kind === "none" && !type.denotation ? [] : bytesField(number, typeProto(type));

/** A TypeProto, its fields in the order of their numbers. */
function typeProto(type: TypeSpec): Uint8Array {
  const denotation = type.denotation ? textField(6, type.denotation) : [];
  const [number, content] = kindOf(type);
  const described = content ? bytesField(number, content) : [];
  return number < 6 ? fields(described, denotation) : fields(denotation, described);
}

function kindOf(type: TypeSpec): readonly [number: number, content?: Uint8Array] {
  switch (type.kind) {
    case "tensor":
      return [1, fields(intField(1, elementCode(type.dtype)), shapeField(type.shape))];
    case "sparse_tensor":
      return [8, fields(intField(1, elementCode(type.dtype)), shapeField(type.shape))];
    case "sequence":
      return [4, fields(typeField(1, type.element))];
    case "optional":
      return [9, fields(typeField(1, type.element))];
    case "map":
      return [5, fields(intField(1, elementCode(type.key)), typeField(2, type.value))];
    case "opaque":
      return [7, fields(textField(1, type.domain), textField(2, type.name))];
    case "none":
      return [0];
  }
}

function shapeField(shape: ShapeSpec | undefined): Uint8Array | readonly Uint8Array[] {
  if (!shape) return [];
  const dims = shape.dims.map((size, i) => {
    const denotation = shape.denotations?.[i];
    return bytesField(1, fields(sizeField(size), denotation ? textField(3, denotation) : []));
  });
  return bytesField(2, fields(dims));
}

function sizeField(size: number | string): Uint8Array | readonly Uint8Array[] {
  if (typeof size === "number") return intField(1, int64(size));
  return size === "" ? [] : textField(2, size);
}
