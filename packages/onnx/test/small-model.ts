import type { InitializerSpec, ModelSpec, WeightSource } from "../src/model.ts";

/** `y = x + bias`, a model that every runtime loads. */
export function addModel(bias: InitializerSpec["data"], size = 4): ModelSpec {
  return {
    irVersion: 8,
    opsets: [{ domain: "", version: 17 }],
    producerName: "transonnx",
    producerVersion: "0.1.0",
    metadata: { source: "test" },
    graph: {
      name: "add",
      inputs: [{ name: "x", dtype: "float32", shape: ["batch_size", size] }],
      outputs: [{ name: "y", dtype: "float32", shape: ["batch_size", size] }],
      nodes: [{ opType: "Add", domain: "", name: "add", inputs: ["x", "bias"], outputs: ["y"], attributes: {} }],
      initializers: [{ name: "bias", dtype: "float32", shape: [size], data: bias }],
    },
  };
}

export const bytesOf = (array: Float32Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** Bytes given in chunks out of one buffer, as a file gives them. */
export const chunked = (bytes: Uint8Array, chunkSize: number, byteLength = bytes.length): WeightSource => ({
  byteLength,
  async *chunks() {
    const buffer = new Uint8Array(chunkSize);
    for (let at = 0; at < bytes.length; at += chunkSize) {
      const chunk = bytes.subarray(at, at + chunkSize);
      buffer.set(chunk);
      yield buffer.subarray(0, chunk.length);
    }
  },
});

/** Collects what is written, and how often. */
export class MemorySink {
  readonly writes: Uint8Array[] = [];

  write(bytes: Uint8Array): void {
    this.writes.push(bytes.slice());
  }

  get bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.writes));
  }
}
