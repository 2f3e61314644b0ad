import type { ExternalData, InitializerSpec, WeightSource } from "@transonnx/onnx";

/**
 * Whether two initializers of one type are the same tensor: their bytes or strings are equal, or lie in one place.
 * Bytes that are not in memory are the same where the tensors have one name: both are of one checkpoint.
 */
export function sameData(a: InitializerSpec, b: InitializerSpec): boolean {
  if (a.data instanceof Uint8Array) return b.data instanceof Uint8Array && sameItems(a.data, b.data);
  if (isStrings(a.data)) return isStrings(b.data) && sameItems(a.data, b.data);
  if (isExternal(a.data)) return isExternal(b.data) && samePlace(a.data, b.data);
  return isSource(b.data) && a.name === b.name && a.data.byteLength === b.data.byteLength;
}

type Data = InitializerSpec["data"];

const isStrings = (data: Data): data is readonly string[] => Array.isArray(data);
const isExternal = (data: Data): data is ExternalData => "external" in data;
const isSource = (data: Data): data is WeightSource => "chunks" in data;

const samePlace = ({ external: a }: ExternalData, { external: b }: ExternalData): boolean =>
  a.location === b.location && a.offset === b.offset && a.length === b.length;

function sameItems(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
