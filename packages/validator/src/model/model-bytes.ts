import type { ByteSource } from "@transonnx/onnx";
import type { ModelBytes } from "../runtime/runtime.ts";

/** All of a file that is in memory, or that the browser has. */
export const allBytes = async (bytes: ModelBytes): Promise<Uint8Array> =>
  bytes instanceof Uint8Array ? bytes : new Uint8Array(await bytes.slice(0, bytes.size).arrayBuffer());

/** Such a file as a source that is read by range. */
export function bytesSource(name: string, bytes: ModelBytes): ByteSource {
  if (bytes instanceof Uint8Array)
    return { name, size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) };
  return {
    name,
    size: bytes.size,
    read: async (offset, length) => new Uint8Array(await bytes.slice(offset, offset + length).arrayBuffer()),
  };
}
