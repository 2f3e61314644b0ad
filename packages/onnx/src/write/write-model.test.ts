import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { arbitraryModel } from "../../test/arbitrary-model.ts";
import { encodeMessage, onnx } from "../../test/codec/codec.ts";
import { addModel, bytesOf, chunked, MemorySink } from "../../test/small-model.ts";
import { toProto } from "../../test/to-proto.ts";
import type { ModelSpec } from "../model.ts";
import { readModel } from "../read/read-model.ts";
import { encodeModel, externalPlaces, modelSize, writeModel } from "./write-model.ts";

const floats = Float32Array.from({ length: 4 }, (_, i) => i / 2);

describe("writeModel", () => {
  test("writes the bytes that the generated codec gives for the whole model, and announces their number", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryModel, async (model) => {
        const written = await encodeModel(model);
        expect(written.length).toBe(modelSize(model).modelBytes);
        expect(Buffer.compare(written, encodeMessage(onnx.ModelProto, toProto(model)))).toBe(0);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test("what is written is read back", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryModel, async (model) => {
        expect(await readModel(await encodeModel(model))).toEqual(model);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  test("the order of attributes and metadata does not change the bytes", async () => {
    const model = addModel(bytesOf(floats));
    const withOrder = (keys: string[]): ModelSpec => ({
      ...model,
      metadata: Object.fromEntries(keys.map((key) => [key, key])),
      graph: {
        ...model.graph,
        nodes: [
          {
            ...model.graph.nodes[0]!,
            attributes: Object.fromEntries(keys.map((key) => [key, { kind: "string", value: key } as const])),
          },
        ],
      },
    });
    expect(await encodeModel(withOrder(["a", "b", "c"]))).toEqual(await encodeModel(withOrder(["c", "a", "b"])));
  });

  test("streams weights out of a buffer that its source reuses", async () => {
    const big = new Uint8Array(3_000_000).map((_, i) => i % 251);
    const model = addModel(chunked(big, 700_000), big.length / 4);
    const whole = await encodeModel(addModel(big, big.length / 4));
    expect(Buffer.compare(await encodeModel(model), whole)).toBe(0);
  });

  test("gathers what is small into one write", async () => {
    const sink = new MemorySink();
    const { modelBytes } = await writeModel(addModel(bytesOf(floats)), sink);
    expect(sink.writes.map(({ length }) => length)).toEqual([modelBytes]);
  });

  test("reports progress up to the whole", async () => {
    const seen: [number, number][] = [];
    const { modelBytes } = await writeModel(addModel(bytesOf(floats)), new MemorySink(), {
      onProgress: (written, total) => seen.push([written, total]),
    });
    expect(seen.at(-1)).toEqual([modelBytes, modelBytes]);
  });

  test("stops when it is told to", async () => {
    const options = { signal: AbortSignal.abort(new Error("enough")) };
    await expect(writeModel(addModel(bytesOf(floats)), new MemorySink(), options)).rejects.toThrow("enough");
  });
});

describe("writeModel refuses", () => {
  test.each([
    ["fewer", chunked(bytesOf(floats.subarray(1)), 8, 16), "announced 16 bytes and gave 12"],
    ["more", chunked(bytesOf(new Float32Array(9)), 8, 16), "announced 16 bytes and gave more"],
  ])("a source that gives %s bytes than it announced", async (_, source, message) => {
    const writing = writeModel(addModel(source), new MemorySink());
    await expect(writing).rejects.toMatchObject({
      name: "OnnxWriteError",
      initializer: "bias",
      message: expect.stringContaining(`initializer "bias": its source ${message}`),
    });
  });

  test("weights that do not fit their shape", async () => {
    await expect(encodeModel(addModel(new Uint8Array(15)))).rejects.toThrow(
      'initializer "bias": float32[4]: expected 16 bytes, got 15',
    );
  });

  test("more than 2 GiB in one file, before it writes or asks for a byte", async () => {
    const size = 2 ** 29;
    const source = { byteLength: size * 4 };
    const sink = new MemorySink();
    const model = addModel({ ...source, chunks: (): never => expect(source).toBe("untouched") as never }, size);
    await expect(writeModel(model, sink)).rejects.toThrow(/2147483\d+ bytes .* external data/);
    expect(sink.writes).toEqual([]);
    expect(modelSize(model).modelBytes).toBeGreaterThan(2 ** 31);
  });

  test.each(["../weights", "/etc/passwd", "a/../../b", "C:/x", "a\\b", ""])("external data in %j", async (location) => {
    const model = addModel({ external: { location, offset: 0, length: 16 } });
    await expect(encodeModel(model)).rejects.toThrow("in the model's folder");
  });
});

describe("external data", () => {
  const model = (): ModelSpec => {
    const base = addModel(bytesOf(new Float32Array(300).fill(1)), 300);
    const second = { ...base.graph.initializers[0]!, name: "second", data: chunked(new Uint8Array(1200).fill(7), 500) };
    const small = { ...base.graph.initializers[0]!, name: "small", shape: [1], data: new Uint8Array(4) };
    return { ...base, graph: { ...base.graph, initializers: [...base.graph.initializers, small, second] } };
  };

  test("takes large weights at aligned offsets, and leaves small ones", async () => {
    const [sink, data] = [new MemorySink(), new MemorySink()];
    const size = await writeModel(model(), sink, { externalData: { location: "m.onnx_data", sink: data } });
    const read = await readModel(sink.bytes);
    expect(
      read.graph.initializers.map(({ name, data }) => [name, "external" in data ? data.external : "embedded"]),
    ).toEqual([
      ["bias", { location: "m.onnx_data", offset: 0, length: 1200 }],
      ["small", "embedded"],
      ["second", { location: "m.onnx_data", offset: 4096, length: 1200 }],
    ]);
    expect(size).toEqual({ modelBytes: sink.bytes.length, externalBytes: 4096 + 1200 });
    expect(data.bytes.length).toBe(4096 + 1200);
    expect(data.bytes.subarray(1200, 4096).every((byte) => byte === 0)).toBe(true);
    expect(data.bytes.subarray(4096).every((byte) => byte === 7)).toBe(true);
  });

  test("lies where it is said beforehand, for other models that refer to it", async () => {
    const options = { location: "m.onnx_data" };
    const [sink, data] = [new MemorySink(), new MemorySink()];
    await writeModel(model(), sink, { externalData: { ...options, sink: data } });
    const places = externalPlaces(model(), options);
    expect([...places.keys()]).toEqual(["bias", "second"]);
    const { graph } = await readModel(sink.bytes);
    for (const { name, data } of graph.initializers) if ("external" in data) expect(places.get(name)).toEqual(data);
    const { external } = places.get("second")!;
    expect(data.bytes.subarray(external.offset)).toEqual(new Uint8Array(external.length).fill(7));
  });

  test("threshold and alignment are the caller's", () => {
    const size = (threshold: number, alignment: number) =>
      modelSize(model(), { externalData: { location: "m.onnx_data", threshold, alignment } }).externalBytes;
    expect(size(1024, 1)).toBe(2400);
    expect(size(1, 1)).toBe(2404);
    expect(size(1, 64)).toBe(1216 + 64 + 1200);
    expect(size(5000, 64)).toBe(0);
  });
});
