import { elementCode } from "../element-type.ts";
import type { ShapeSpec, TypeSpec, ValueSpec } from "../model.ts";
import { Message } from "../wire/message.ts";
import { int64 } from "./int64.ts";

/** A ValueInfoProto. */
export function valueMessage({ name, dtype, shape, type, opaque }: ValueSpec): Message {
  const described: TypeSpec = type ?? { kind: "tensor", dtype, shape: { dims: shape } };
  const message = typeField(new Message().text(1, name), 2, described);
  return opaque ? message.encoded(opaque) : message;
}

/** A field that holds a TypeProto; none where nothing is known of the type. */
const typeField = (message: Message, number: number, type: TypeSpec): Message =>
  type.kind === "none" && !type.denotation ? message : message.message(number, typeMessage(type));

const DENOTATION = 6;

/** A TypeProto, its fields in the order of their numbers. */
function typeMessage(type: TypeSpec): Message {
  const message = new Message();
  const [number, content] = kindOf(type);
  if (content && number < DENOTATION) message.message(number, content);
  if (type.denotation) message.text(DENOTATION, type.denotation);
  if (content && number > DENOTATION) message.message(number, content);
  return message;
}

function kindOf(type: TypeSpec): readonly [number: number, content?: Message] {
  const content = new Message();
  switch (type.kind) {
    case "tensor":
      return [1, shapeField(content.int(1, elementCode(type.dtype)), type.shape)];
    case "sparse_tensor":
      return [8, shapeField(content.int(1, elementCode(type.dtype)), type.shape)];
    case "sequence":
      return [4, typeField(content, 1, type.element)];
    case "optional":
      return [9, typeField(content, 1, type.element)];
    case "map":
      return [5, typeField(content.int(1, elementCode(type.key)), 2, type.value)];
    case "opaque":
      return [7, content.text(1, type.domain).text(2, type.name)];
    case "none":
      return [0];
  }
}

/** A field that holds a TensorShapeProto; none where the rank is not known. */
const shapeField = (message: Message, shape: ShapeSpec | undefined): Message =>
  shape ? message.message(2, shapeMessage(shape)) : message;

function shapeMessage({ dims, denotations }: ShapeSpec): Message {
  const message = new Message();
  for (const [i, size] of dims.entries()) {
    const dim = new Message();
    if (typeof size === "number") dim.int(1, int64(size));
    else if (size !== "") dim.text(2, size);
    if (denotations?.[i]) dim.text(3, denotations[i]);
    message.message(1, dim);
  }
  return message;
}
