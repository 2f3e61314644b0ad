import type { TypeSpec, ValueSpec } from "../model.ts";
import type { Range, ReadContext } from "./context.ts";
import { OpaqueRecords } from "./opaque.ts";
import { typeAt } from "./type.ts";

/** A ValueInfoProto. */
export function valueAt(context: ReadContext, range: Range, where: string): ValueSpec {
  const { wire } = context;
  const opaque = new OpaqueRecords();
  let name = "";
  let type: TypeSpec = { kind: "none" };
  for (const record of wire.records(range, where)) {
    if (record.field === 1) name = wire.text(record, where);
    else if (record.field === 2) type = typeAt(context, record, `${where} "${name}"`);
    else opaque.keep(context, record, where);
  }
  return { name, ...described(type), ...opaque.asField };
}

function described(type: TypeSpec): Pick<ValueSpec, "dtype" | "shape" | "type"> {
  if (type.kind !== "tensor") return { dtype: "undefined", shape: [], type };
  const plain = type.shape !== undefined && type.shape.denotations === undefined && type.denotation === undefined;
  const found = { dtype: type.dtype, shape: type.shape?.dims ?? [] };
  return plain ? found : { ...found, type };
}
