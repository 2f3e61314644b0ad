import type { NodeSpec } from "../model.ts";
import { fields, textField } from "../wire/fields.ts";
import { Rope } from "../wire/rope.ts";
import { attributeRope } from "./attribute.ts";
import type { WriteContext } from "./context.ts";

const ATTRIBUTE = 5;

/** A NodeProto, its attributes in the order of their names, as ONNX's own tools write them. */
export function nodeRope(node: NodeSpec, context: WriteContext): Rope {
  const { opType, domain, name, inputs, outputs, attributes, opaque } = node;
  const rope = new Rope().bytes(
    fields(
      inputs.map((input) => textField(1, input)),
      outputs.map((output) => textField(2, output)),
      name === "" ? [] : textField(3, name),
      textField(4, opType),
    ),
  );
  for (const attribute of Object.keys(attributes).sort())
    rope.field(ATTRIBUTE, attributeRope(attribute, attributes[attribute]!, context));
  if (domain !== "") rope.bytes(textField(7, domain));
  return opaque ? rope.bytes(opaque) : rope;
}
