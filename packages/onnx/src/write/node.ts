import type { NodeSpec } from "../model.ts";
import { Message } from "../wire/message.ts";
import { attributeMessage } from "./attribute.ts";
import type { WriteContext } from "./context.ts";

/** A NodeProto, its attributes in the order of their names, as ONNX's own tools write them. */
export function nodeMessage(node: NodeSpec, context: WriteContext): Message {
  const { opType, domain, name, inputs, outputs, attributes, opaque } = node;
  const message = new Message();
  for (const input of inputs) message.text(1, input);
  for (const output of outputs) message.text(2, output);
  if (name !== "") message.text(3, name);
  message.text(4, opType);
  for (const attribute of Object.keys(attributes).sort())
    message.message(5, attributeMessage(attribute, attributes[attribute]!, context));
  if (domain !== "") message.text(7, domain);
  return opaque ? message.encoded(opaque) : message;
}
