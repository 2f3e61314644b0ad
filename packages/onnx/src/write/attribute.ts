import { AttributeType } from "../attribute-type.ts";
import type { AttributeSpec } from "../model.ts";
import { toStored } from "../tensor-spec.ts";
import { fields, floatField, intField, textField } from "../wire/fields.ts";
import { Rope } from "../wire/rope.ts";
import type { WriteContext } from "./context.ts";
import { graphRope } from "./graph.ts";
import { int64 } from "./int64.ts";
import { tensorRope } from "./tensor.ts";

const TENSOR = 5;
const GRAPH = 6;
const TYPE = 20;

/** An AttributeProto. */
export function attributeRope(name: string, attribute: AttributeSpec, context: WriteContext): Rope {
  const rope = valueRope(name, attribute, context);
  return attribute.opaque ? rope.bytes(attribute.opaque) : rope;
}

function valueRope(name: string, attribute: AttributeSpec, context: WriteContext): Rope {
  const named = textField(1, name);
  const whole = (type: number, ...values: Uint8Array[]) =>
    new Rope().bytes(fields(named, values, intField(TYPE, type)));
  const around = (field: number, content: Rope, type: number) =>
    new Rope().bytes(named).field(field, content).bytes(intField(TYPE, type));
  switch (attribute.kind) {
    case "int":
      return whole(AttributeType.INT, intField(3, int64(attribute.value)));
    case "float":
      return whole(AttributeType.FLOAT, floatField(2, attribute.value));
    case "string":
      return whole(AttributeType.STRING, textField(4, attribute.value));
    case "ints":
      return whole(AttributeType.INTS, ...attribute.value.map((value) => intField(8, int64(value))));
    case "floats":
      return whole(AttributeType.FLOATS, ...[...attribute.value].map((value) => floatField(7, value)));
    case "strings":
      return whole(AttributeType.STRINGS, ...attribute.value.map((text) => textField(9, text)));
    case "tensor":
      return around(TENSOR, tensorRope(toStored(attribute.value), {}), AttributeType.TENSOR);
    case "stored":
      return around(TENSOR, tensorRope(attribute.value, context), AttributeType.TENSOR);
    case "graph":
      return around(GRAPH, graphRope(attribute.value, context), AttributeType.GRAPH);
    case "opaque":
      return new Rope().bytes(named).bytes(attribute.value);
  }
}
