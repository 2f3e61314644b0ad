import { AttributeType } from "../attribute-type.ts";
import type { AttributeSpec } from "../model.ts";
import { toStored } from "../tensor-spec.ts";
import { Message } from "../wire/message.ts";
import type { WriteContext } from "./context.ts";
import { graphMessage } from "./graph.ts";
import { int64 } from "./int64.ts";
import { tensorMessage } from "./tensor.ts";

const TYPE = 20;

/** An AttributeProto. */
export function attributeMessage(name: string, attribute: AttributeSpec, context: WriteContext): Message {
  const message = valueFields(new Message().text(1, name), attribute, context);
  return attribute.opaque ? message.encoded(attribute.opaque) : message;
}

/** The field of the value, and which it is. */
function valueFields(message: Message, attribute: AttributeSpec, context: WriteContext): Message {
  switch (attribute.kind) {
    case "int":
      return message.int(3, int64(attribute.value)).int(TYPE, AttributeType.INT);
    case "float":
      return message.float(2, attribute.value).int(TYPE, AttributeType.FLOAT);
    case "string":
      return message.text(4, attribute.value).int(TYPE, AttributeType.STRING);
    case "ints":
      for (const value of attribute.value) message.int(8, int64(value));
      return message.int(TYPE, AttributeType.INTS);
    case "floats":
      for (const value of attribute.value) message.float(7, value);
      return message.int(TYPE, AttributeType.FLOATS);
    case "strings":
      for (const text of attribute.value) message.text(9, text);
      return message.int(TYPE, AttributeType.STRINGS);
    case "tensor":
      return message.message(5, tensorMessage(toStored(attribute.value), {})).int(TYPE, AttributeType.TENSOR);
    case "stored":
      return message.message(5, tensorMessage(attribute.value, context)).int(TYPE, AttributeType.TENSOR);
    case "graph":
      return message.message(6, graphMessage(attribute.value, context)).int(TYPE, AttributeType.GRAPH);
    case "opaque":
      return message.encoded(attribute.value);
  }
}
