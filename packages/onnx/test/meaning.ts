import { onnx } from "./codec/codec.ts";

/**
 * What a model's protobuf message means, as plain data, from the generated codec alone: absent strings are empty,
 * attributes have no order, and a tensor's elements are the same whichever field holds them.
 */
export function meaningOf(bytes: Uint8Array): unknown {
  return plain(onnx.ModelProto.decode(bytes));
}

const isTensor = (message: object): message is onnx.TensorProto => message instanceof onnx.TensorProto;

function plain(value: unknown): unknown {
  if (value === null || value === undefined || value === "") return undefined;
  if (value instanceof Uint8Array) return Buffer.from(value).toString("latin1");
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object") return value;
  if ("toBigInt" in value && typeof value.toBigInt === "function") return String(value.toBigInt());
  const message = isTensor(value) ? { ...value, ...elements(value) } : value;
  const entries = Object.entries(message).map(([key, field]): [string, unknown] => {
    return [key, key === "attribute" ? byName(field as onnx.AttributeProto[]) : plain(field)];
  });
  return Object.fromEntries(entries.filter(([, field]) => field !== undefined));
}

const byName = (attributes: readonly onnx.AttributeProto[]) =>
  Object.fromEntries(attributes.map((attribute) => [attribute.name, plain(attribute)]));

const absent = { floatData: [], doubleData: [], int32Data: [], int64Data: [], uint64Data: [] };

/** All numeric elements as raw_data. */
function elements(tensor: onnx.TensorProto): object {
  const { floatData, doubleData, int32Data, int64Data, uint64Data, rawData, dataType } = tensor;
  const bigints = [...int64Data, ...uint64Data].map((value) => BigInt(value.toString()));
  const typed =
    floatData.length > 0
      ? new Float32Array(floatData)
      : doubleData.length > 0
        ? new Float64Array(doubleData)
        : bigints.length > 0
          ? fromBigints(bigints, dataType ?? 0)
          : fromInt32(int32Data, dataType ?? 0);
  if (dataType === onnx.TensorProto.DataType.STRING) return absent;
  return { ...absent, rawData: rawData?.length ? rawData : new Uint8Array(typed.buffer) };
}

const fromBigints = (values: readonly bigint[], dataType: number) =>
  dataType === onnx.TensorProto.DataType.UINT32
    ? Uint32Array.from(values, Number)
    : BigUint64Array.from(values, (value) => BigInt.asUintN(64, value));

const { INT32, INT16, UINT16, FLOAT16, BFLOAT16 } = onnx.TensorProto.DataType;

function fromInt32(values: readonly number[], dataType: number) {
  if (dataType === INT32) return Int32Array.from(values);
  const wide = [INT16, UINT16, FLOAT16, BFLOAT16].some((type) => type === dataType);
  return wide ? Uint16Array.from(values) : Uint8Array.from(values);
}
