import type { Opaque } from "../model.ts";
import type { WireRecord } from "../wire/record.ts";
import type { ReadContext } from "./context.ts";

/** The records that a spec has no name for, as they were encoded. */
export class OpaqueRecords {
  readonly #parts: Uint8Array[] = [];

  keep(context: ReadContext, record: WireRecord, where: string): void {
    this.#parts.push(context.wire.raw(record, where));
  }

  /** Spread into a spec: nothing where nothing was kept. */
  get asField(): { opaque?: Opaque } {
    return this.#parts.length === 0 ? {} : { opaque: joined(this.#parts) };
  }
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
