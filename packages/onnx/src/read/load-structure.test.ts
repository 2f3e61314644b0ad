import { expect, test } from "@jest/globals";
import { addModel, MemorySink } from "../../test/small-model.ts";
import type { ByteSource } from "../bytes/source.ts";
import type { ModelSpec } from "../model.ts";
import { inspectModel } from "../text/inspect.ts";
import { writeModel } from "../write/write-model.ts";
import { readModel } from "./read-model.ts";

const TENSORS = 30;
const TENSOR_BYTES = 64_000_000;

/** 1.9 GB of weights, a third of them in a subgraph. */
function largeModel(): ModelSpec {
  const { graph, ...model } = addModel(new Uint8Array(), TENSOR_BYTES / 4);
  const zeros = { byteLength: TENSOR_BYTES, chunks: () => nothing() };
  const initializers = Array.from({ length: TENSORS }, (_, i) => ({
    ...graph.initializers[0]!,
    name: `w${i}`,
    data: zeros,
  }));
  const body = { ...graph, initializers: initializers.slice(20) };
  const branch = { opType: "If", domain: "", name: "if", inputs: ["c"], outputs: ["y"] };
  return {
    ...model,
    graph: {
      ...graph,
      nodes: [{ ...branch, attributes: { then_branch: { kind: "graph", value: body } } }],
      initializers: initializers.slice(0, 20),
    },
  };
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  yield* [];
}

/** The file of a model whose weights are zeros that nobody holds: only what lies between them is in memory. */
async function sparseFile(model: ModelSpec): Promise<ByteSource & { bytesRead: number }> {
  const pieces: { offset: number; bytes: Uint8Array }[] = [];
  let size = 0;
  const zeros = new Uint8Array(TENSOR_BYTES);
  const weights = { byteLength: TENSOR_BYTES, chunks: () => once(zeros) };
  const withZeros = JSON.parse(JSON.stringify(model), (_, value) => (value?.byteLength ? weights : value)) as ModelSpec;
  await writeModel(withZeros, {
    write(bytes) {
      if (bytes !== zeros) pieces.push({ offset: size, bytes: bytes.slice() });
      size += bytes.length;
    },
  });
  const file = {
    name: "large.onnx",
    size,
    bytesRead: 0,
    async read(offset: number, length: number) {
      file.bytesRead += length;
      const out = new Uint8Array(length);
      for (const piece of pieces) {
        const from = Math.max(offset, piece.offset);
        const part = piece.bytes.subarray(from - piece.offset, Math.max(0, offset + length - piece.offset));
        if (from < offset + length) out.set(part, from - offset);
      }
      return out;
    },
  };
  return file;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

test("a model of 1.9 GB is read without its weights, those of subgraphs too", async () => {
  const model = largeModel();
  const file = await sparseFile(model);
  const read = await readModel(file, { weights: "skip" });
  expect(file.size).toBeGreaterThan(1_900_000_000);
  expect(file.bytesRead).toBeLessThan(200_000);
  expect(inspectModel(read)).toMatchObject({ nodes: 2, weightBytes: TENSORS * TENSOR_BYTES, initializers: TENSORS });
  expect(read.graph.initializers.map(({ name }) => name)).toEqual(model.graph.initializers.map(({ name }) => name));
});

test("a container that announces more than the file has is refused before it is read", async () => {
  const sink = new MemorySink();
  await writeModel(addModel(new Uint8Array(16)), sink);
  const bytes = sink.bytes;
  const file: ByteSource = {
    name: "cut.onnx",
    size: bytes.length - 40,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  };
  await expect(readModel(file, { weights: "skip" })).rejects.toThrow(
    /cut\.onnx: model: expected field 7 .* to end by byte/,
  );
});
