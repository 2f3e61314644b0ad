import type { AttributeSpec, NodeSpec } from "../model.ts";
import { attributeAt } from "./attribute.ts";
import type { Range, ReadContext } from "./context.ts";
import { OpaqueRecords } from "./opaque.ts";

/** A NodeProto. */
export function nodeAt(context: ReadContext, range: Range, where: string, depth: number): NodeSpec {
  const { wire } = context;
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, AttributeSpec>();
  const opaque = new OpaqueRecords();
  let name = "";
  let opType = "";
  let domain = "";
  for (const record of wire.records(range, where)) {
    if (record.field === 1) inputs.push(wire.text(record, where));
    else if (record.field === 2) outputs.push(wire.text(record, where));
    else if (record.field === 3) name = wire.text(record, where);
    else if (record.field === 4) opType = wire.text(record, where);
    else if (record.field === 7) domain = wire.text(record, where);
    else if (record.field === 5) {
      const message = wire.message(record, where);
      const found = attributeAt(context, message, `${where}.attribute[${attributes.size}]`, depth);
      if (attributes.has(found.name)) wire.fail(where, "attributes of different names", `two named "${found.name}"`);
      attributes.set(found.name, found.attribute);
    } else opaque.keep(context, record, where);
  }
  return { opType, domain, name, inputs, outputs, attributes: Object.fromEntries(attributes), ...opaque.asField };
}
