import { MAX_DEPTH } from "../limits.ts";
import type { GraphSpec, InitializerSpec, NodeSpec, ValueSpec } from "../model.ts";
import type { Range, ReadContext } from "./context.ts";
import { nodeAt } from "./node.ts";
import { OpaqueRecords } from "./opaque.ts";
import { tensorAt } from "./tensor.ts";
import { valueAt } from "./value.ts";

/** A GraphProto, the model's or a node's. */
export function graphAt(context: ReadContext, range: Range, where: string, depth = 0): GraphSpec {
  const { wire } = context;
  if (depth > MAX_DEPTH) wire.fail(where, `at most ${MAX_DEPTH} nested graphs`, "more");
  const nodes: NodeSpec[] = [];
  const initializers: InitializerSpec[] = [];
  const inputs: ValueSpec[] = [];
  const outputs: ValueSpec[] = [];
  const valueInfo: ValueSpec[] = [];
  const opaque = new OpaqueRecords();
  let name = "";
  let docString: string | undefined;
  for (const record of wire.records(range, where)) {
    const at = (list: readonly unknown[], field: string) => `${where}.${field}[${list.length}]`;
    const message = () => wire.message(record, where);
    if (record.field === 1) nodes.push(nodeAt(context, message(), at(nodes, "node"), depth));
    else if (record.field === 5) initializers.push(tensorAt(context, message(), at(initializers, "initializer")));
    else if (record.field === 11) inputs.push(valueAt(context, message(), at(inputs, "input")));
    else if (record.field === 12) outputs.push(valueAt(context, message(), at(outputs, "output")));
    else if (record.field === 13) valueInfo.push(valueAt(context, message(), at(valueInfo, "value_info")));
    else if (record.field === 2) name = wire.text(record, where);
    else if (record.field === 10) docString = wire.text(record, where);
    else opaque.keep(context, record, where);
  }
  return {
    name,
    inputs,
    outputs,
    nodes,
    initializers,
    ...(valueInfo.length > 0 ? { valueInfo } : {}),
    ...(docString === undefined ? {} : { docString }),
    ...opaque.asField,
  };
}
