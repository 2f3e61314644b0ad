import type { Dim } from "@transonnx/graph";
import type { ShapeSpec, TypeSpec, ValueSpec } from "../model.ts";

/** A value's type: `float32[batch_size, 8]`, `sequence(float32[?])`, `int64[…]` where the rank is unknown. */
export const printType = ({ dtype, shape, type }: ValueSpec): string =>
  typeText(type ?? { kind: "tensor", dtype, shape: { dims: shape } });

export const printShape = (shape: readonly Dim[]): string =>
  `[${shape.map((size) => (size === "" ? "?" : `${size}`)).join(", ")}]`;

function typeText(type: TypeSpec): string {
  switch (type.kind) {
    case "tensor":
      return `${type.dtype}${shapeText(type.shape)}`;
    case "sparse_tensor":
      return `sparse(${type.dtype}${shapeText(type.shape)})`;
    case "sequence":
    case "optional":
      return `${type.kind}(${typeText(type.element)})`;
    case "map":
      return `map(${type.key}, ${typeText(type.value)})`;
    case "opaque":
      return `opaque(${[type.domain, type.name].filter((part) => part !== "").join(".")})`;
    case "none":
      return "?";
  }
}

const shapeText = (shape: ShapeSpec | undefined): string => (shape ? printShape(shape.dims) : "[…]");
