import type { Dim } from "@transonnx/graph";
import { type ElementType, elementTypeOf } from "../element-type.ts";
import { MAX_DEPTH } from "../limits.ts";
import type { ShapeSpec, TypeSpec } from "../model.ts";
import type { WireRecord } from "../wire/record.ts";
import type { ReadContext } from "./context.ts";

/** A TypeProto. */
export function typeAt(context: ReadContext, range: WireRecord, where: string, depth = 0): TypeSpec {
  const { wire } = context;
  if (depth > MAX_DEPTH) wire.fail(where, `at most ${MAX_DEPTH} nested types`, "more");
  let type: TypeSpec = { kind: "none" };
  let denotation = "";
  for (const record of wire.records(wire.message(range, where), where)) {
    if (record.field === 6) denotation = wire.text(record, where);
    else type = kindAt(context, record, where, depth) ?? type;
  }
  return { ...type, ...(denotation === "" ? {} : { denotation }) };
}

/** The kinds of types by the field that holds them; undefined where a field is none of theirs. */
function kindAt(context: ReadContext, record: WireRecord, where: string, depth: number): TypeSpec | undefined {
  const { wire } = context;
  const fields = () => new Map(Array.from(wire.records(wire.message(record, where), where), (one) => [one.field, one]));
  const dtype = (code: WireRecord | undefined) => elementType(code ? wire.integer(code, where) : 0, context, where);
  const inner = (element: WireRecord | undefined): TypeSpec =>
    element ? typeAt(context, element, where, depth + 1) : { kind: "none" };
  const shape = (found: WireRecord | undefined) => (found ? { shape: shapeAt(context, found, where) } : {});
  const text = (found: WireRecord | undefined) => (found ? wire.text(found, where) : "");
  switch (record.field) {
    case 1:
    case 8: {
      const parts = fields();
      const kind = record.field === 1 ? "tensor" : "sparse_tensor";
      return { kind, dtype: dtype(parts.get(1)), ...shape(parts.get(2)) };
    }
    case 4:
      return { kind: "sequence", element: inner(fields().get(1)) };
    case 5: {
      const parts = fields();
      return { kind: "map", key: dtype(parts.get(1)), value: inner(parts.get(2)) };
    }
    case 7: {
      const parts = fields();
      return { kind: "opaque", domain: text(parts.get(1)), name: text(parts.get(2)) };
    }
    case 9:
      return { kind: "optional", element: inner(fields().get(1)) };
  }
  return undefined;
}

function elementType(code: number, { wire }: ReadContext, where: string): ElementType | "undefined" {
  return code === 0 ? "undefined" : (elementTypeOf(code) ?? wire.fail(where, "an element type", `number ${code}`));
}

function shapeAt(context: ReadContext, range: WireRecord, where: string): ShapeSpec {
  const { wire } = context;
  const dims: Dim[] = [];
  const denotations: string[] = [];
  for (const record of wire.records(wire.message(range, where), where)) {
    if (record.field !== 1) continue;
    let size: Dim = "";
    let denotation = "";
    for (const part of wire.records(wire.message(record, where), where)) {
      if (part.field === 1) size = wire.integer(part, where);
      else if (part.field === 2) size = wire.text(part, where);
      else if (part.field === 3) denotation = wire.text(part, where);
    }
    dims.push(size);
    denotations.push(denotation);
  }
  return { dims, ...(denotations.some((text) => text !== "") ? { denotations } : {}) };
}
