import { AttributeType } from "../attribute-type.ts";
import { onnx } from "../codec/gen/onnx.js";
import { encodeMessage } from "../codec/message.ts";
import type { AttributeSpec } from "../model.ts";
import { toStored } from "../tensor-spec.ts";
import { Rope } from "../wire/rope.ts";
import type { WriteContext } from "./context.ts";
import { graphRope } from "./graph.ts";
import { int64 } from "./int64.ts";
import { tensorRope } from "./tensor.ts";

const TENSOR = 5;
const GRAPH = 6;

/** An AttributeProto. */
export function attributeRope(name: string, attribute: AttributeSpec, context: WriteContext): Rope {
  const rope = valueRope(name, attribute, context);
  return attribute.opaque ? rope.bytes(attribute.opaque) : rope;
}

function valueRope(name: string, attribute: AttributeSpec, context: WriteContext): Rope {
  const message = (fields: onnx.AttributeProto.$Properties) => encodeMessage(onnx.AttributeProto, fields);
  const whole = (fields: onnx.AttributeProto.$Properties) => new Rope().bytes(message({ name, ...fields }));
  const around = (field: number, content: Rope, type: number) =>
    whole({}).field(field, content).bytes(message({ type }));
  switch (attribute.kind) {
    case "int":
      return whole({ i: int64(attribute.value), type: AttributeType.INT });
    case "float":
      return whole({ f: attribute.value, type: AttributeType.FLOAT });
    case "string":
      return whole({ s: utf8(attribute.value), type: AttributeType.STRING });
    case "ints":
      return whole({ ints: attribute.value.map(int64), type: AttributeType.INTS });
    case "floats":
      return whole({ floats: [...attribute.value], type: AttributeType.FLOATS });
    case "strings":
      return whole({ strings: attribute.value.map(utf8), type: AttributeType.STRINGS });
    case "tensor":
      return around(TENSOR, tensorRope(toStored(attribute.value), {}), AttributeType.TENSOR);
    case "stored":
      return around(TENSOR, tensorRope(attribute.value, context), AttributeType.TENSOR);
    case "graph":
      return around(GRAPH, graphRope(attribute.value, context), AttributeType.GRAPH);
    case "opaque":
      return whole({}).bytes(attribute.value);
  }
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
