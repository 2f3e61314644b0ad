import type { WireRecord } from "../wire/record.ts";
import type { ReadContext } from "./context.ts";

/** A StringStringEntryProto; what it lacks is empty. */
export function stringEntryAt({ wire }: ReadContext, range: WireRecord, where: string) {
  let key = "";
  let value = "";
  for (const record of wire.records(wire.message(range, where), where)) {
    if (record.field === 1) key = wire.text(record, where);
    else if (record.field === 2) value = wire.text(record, where);
  }
  return { key, value };
}
