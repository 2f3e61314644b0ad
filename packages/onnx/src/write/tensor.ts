import { byteLengthOf, countOf, elementCode, isElementType } from "../element-type.ts";
import { OnnxWriteError } from "../errors.ts";
import type { ExternalData, InitializerSpec } from "../model.ts";
import { locationFault } from "../read/external-data.ts";
import { Message } from "../wire/message.ts";
import type { WriteContext } from "./context.ts";
import { int64 } from "./int64.ts";
import { stringEntry } from "./string-entry.ts";

const RAW_DATA = 9;
const EXTERNAL = 1;

/** A TensorProto. Elements are written as raw_data, or as a reference to external data. */
export function tensorMessage(tensor: InitializerSpec, { external }: WriteContext): Message {
  check(tensor);
  const { name, dtype, shape, data, opaque } = tensor;
  const message = new Message();
  for (const size of shape) message.int(1, int64(size));
  message.int(2, elementCode(dtype));
  if (isStrings(data)) for (const text of data) message.text(6, text);
  if (name !== "") message.text(8, name);
  if (!isStrings(data)) {
    const reference = "external" in data ? data : external?.place(name, data);
    if (reference) externalFields(message, reference.external);
    else if (data instanceof Uint8Array) message.bytes(RAW_DATA, data);
    else if (!("external" in data)) message.weights(RAW_DATA, { initializer: name, source: data });
  }
  return opaque ? message.encoded(opaque) : message;
}

const externalFields = (message: Message, { location, offset, length }: ExternalData["external"]): Message =>
  message
    .message(13, stringEntry("location", location))
    .message(13, stringEntry("offset", `${offset}`))
    .message(13, stringEntry("length", `${length}`))
    .int(14, EXTERNAL);

const isStrings = (data: InitializerSpec["data"]): data is readonly string[] => Array.isArray(data);

function check({ name, dtype, shape, data }: InitializerSpec): void {
  const what = `initializer "${name}": ${dtype}[${shape.join(", ")}]`;
  const fail = (message: string): never => {
    throw new OnnxWriteError(`${what}: ${message}`, { initializer: name });
  };
  if (!isElementType(dtype)) fail("ONNX has no such element type");
  if (!shape.every((size) => Number.isSafeInteger(size) && size >= 0)) fail("a shape is a list of integers from 0");
  if (isStrings(data) !== (dtype === "string")) fail("strings are an array of strings, all else is bytes");
  if (isStrings(data)) {
    if (data.length !== countOf(shape)) fail(`expected ${countOf(shape)} strings, got ${data.length}`);
    return;
  }
  const length = "external" in data ? data.external.length : data.byteLength;
  const expected = byteLengthOf(dtype, shape);
  if (length !== expected) fail(`expected ${expected} bytes, got ${length}`);
  if (!("external" in data)) return;
  const fault = locationFault(data.external.location);
  if (fault) fail(`external data must lie in the model's folder, "${data.external.location}" is ${fault}`);
  if (!Number.isSafeInteger(data.external.offset) || data.external.offset < 0)
    fail(`an offset is an integer from 0, got ${data.external.offset}`);
}
