import { onnx } from "../codec/gen/onnx.js";
import { encodeMessage } from "../codec/message.ts";
import type { NodeSpec } from "../model.ts";
import { Rope } from "../wire/rope.ts";
import { attributeRope } from "./attribute.ts";
import type { WriteContext } from "./context.ts";

const ATTRIBUTE = 5;

/** A NodeProto, its attributes in the order of their names, as ONNX's own tools write them. */
export function nodeRope(node: NodeSpec, context: WriteContext): Rope {
  const { opType, domain, name, inputs, outputs, attributes, opaque } = node;
  const rope = new Rope().bytes(
    encodeMessage(onnx.NodeProto, {
      input: [...inputs],
      output: [...outputs],
      ...(name === "" ? {} : { name }),
      opType,
    }),
  );
  for (const attribute of Object.keys(attributes).sort())
    rope.field(ATTRIBUTE, attributeRope(attribute, attributes[attribute]!, context));
  if (domain !== "") rope.bytes(encodeMessage(onnx.NodeProto, { domain }));
  return opaque ? rope.bytes(opaque) : rope;
}
