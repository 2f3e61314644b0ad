import { byteLengthOf, countOf, elementCode, isElementType } from "../element-type.ts";
import { OnnxWriteError } from "../errors.ts";
import type { InitializerSpec } from "../model.ts";
import { locationFault } from "../read/external-data.ts";
import { bytesField, fields, intField, textField } from "../wire/fields.ts";
import { Rope } from "../wire/rope.ts";
import type { WriteContext } from "./context.ts";
import { int64 } from "./int64.ts";
import { stringEntry } from "./string-entry.ts";

const RAW_DATA = 9;
const EXTERNAL = 1;

/** A TensorProto. Elements are written as raw_data, or as a reference to external data. */
export function tensorRope(tensor: InitializerSpec, { external }: WriteContext): Rope {
  check(tensor);
  const { name, dtype, shape, data, opaque } = tensor;
  const rope = new Rope();
  rope.bytes(
    fields(
      shape.map((size) => intField(1, int64(size))),
      intField(2, elementCode(dtype)),
      isStrings(data) ? data.map((text) => textField(6, text)) : [],
      name === "" ? [] : textField(8, name),
    ),
  );
  if (!isStrings(data)) {
    const reference = "external" in data ? data : external?.place(name, data);
    if (reference) rope.bytes(externalFields(reference.external));
    else if (data instanceof Uint8Array) rope.field(RAW_DATA, data);
    else if (!("external" in data)) rope.field(RAW_DATA, { initializer: name, source: data });
  }
  return opaque ? rope.bytes(opaque) : rope;
}

const externalFields = ({ location, offset, length }: { location: string; offset: number; length: number }) =>
  fields(
    bytesField(13, stringEntry("location", location)),
    bytesField(13, stringEntry("offset", `${offset}`)),
    bytesField(13, stringEntry("length", `${length}`)),
    intField(14, EXTERNAL),
  );

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
