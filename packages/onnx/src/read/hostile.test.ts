import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readNodeTests } from "../../../testing/src/node-tests/archive.ts";
import { arbitraryModel } from "../../test/arbitrary-model.ts";
import { encodeMessage, onnx, toInt64 } from "../../test/codec/codec.ts";
import { addModel } from "../../test/small-model.ts";
import type { ByteSource } from "../bytes/source.ts";
import { OnnxFormatError } from "../errors.ts";
import { encodeModel } from "../write/write-model.ts";
import { readModel } from "./read-model.ts";
import { readOptional, readSequence, readTensor } from "./read-value.ts";

const sourceOf = (bytes: Uint8Array): ByteSource => ({
  name: "model.onnx",
  size: bytes.length,
  read: async (offset, length) => bytes.subarray(offset, offset + length),
});

/** Reads in every way; anything but a model or an OnnxFormatError fails the test. */
async function readEveryWay(bytes: Uint8Array): Promise<void> {
  const readers = [
    () => readModel(bytes),
    () => readModel(sourceOf(bytes), { weights: "lazy", externalData: async () => sourceOf(new Uint8Array(64)) }),
    () => readModel(sourceOf(bytes), { weights: "skip" }),
    async () => readTensor(bytes),
    async () => readSequence(bytes),
    async () => readOptional(bytes),
  ];
  for (const read of readers) {
    try {
      await read();
    } catch (error) {
      if (!(error instanceof OnnxFormatError)) throw error;
      expect(error.message).toMatch(/^.+: expected .+, found .+/s);
    }
  }
}

/** Any place alike: by itself the generator prefers the beginning. */
const place = fc.noBias(fc.nat());
const byte = fc.record({ kind: fc.constant("set" as const), at: place, byte: fc.oneof(fc.nat(127), fc.nat(255)) });
const mutation = fc.oneof(
  { weight: 6, arbitrary: byte },
  fc.record({ kind: fc.constant("cut" as const), at: place, length: fc.integer({ min: 1, max: 40 }) }),
  fc.record({
    kind: fc.constant("insert" as const),
    at: place,
    bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
  }),
  fc.record({
    kind: fc.constant("copy" as const),
    at: place,
    from: place,
    length: fc.integer({ min: 1, max: 60 }),
  }),
);

function mutated(bytes: Uint8Array, mutations: readonly (typeof mutation extends fc.Arbitrary<infer M> ? M : never)[]) {
  let out = Buffer.from(bytes);
  for (const change of mutations) {
    const at = out.length === 0 ? 0 : change.at % out.length;
    if (change.kind === "set") out[at] = change.byte;
    else {
      const rest = change.kind === "cut" ? at + change.length : at;
      const from = change.kind === "copy" ? change.from % (out.length + 1) : 0;
      const added =
        change.kind === "insert"
          ? change.bytes
          : change.kind === "copy"
            ? out.subarray(from, from + change.length)
            : [];
      out = Buffer.concat([out.subarray(0, at), Uint8Array.from(added), out.subarray(rest)]);
    }
  }
  return new Uint8Array(out);
}

describe("bytes that no writer made", () => {
  test("random bytes", async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), readEveryWay), { seed: 1, numRuns: 1000 });
  });

  test("damaged models of every kind", async () => {
    const damaged = fc.tuple(arbitraryModel, fc.array(mutation, { minLength: 1, maxLength: 4 }));
    await fc.assert(
      fc.asyncProperty(damaged, async ([model, mutations]) =>
        readEveryWay(mutated(await encodeModel(model), mutations)),
      ),
      { seed: 2, numRuns: 500 },
    );
  });

  test("damaged models and data of ONNX's own tests", async () => {
    const tests = readNodeTests(new URL("../../../../fixtures/onnx-node-tests.tar.br", import.meta.url));
    const files = tests.flatMap(({ model, dataSets }) => [
      model,
      ...dataSets.flatMap(({ inputs }) => inputs.slice(0, 1)),
    ]);
    const small = files.filter(({ length }) => length < 4000);
    const damaged = fc.tuple(fc.nat({ max: small.length - 1 }), fc.array(mutation, { minLength: 1, maxLength: 4 }));
    await fc.assert(
      fc.asyncProperty(damaged, async ([index, mutations]) => readEveryWay(mutated(small[index]!, mutations))),
      { seed: 3, numRuns: 1000 },
    );
  });

  test("a model cut at any byte", async () => {
    const whole = await encodeModel(addModel(new Uint8Array(16)));
    for (let length = 0; length < whole.length; length++) await readEveryWay(whole.subarray(0, length));
  });
});

describe("limits", () => {
  const model = (graph: onnx.GraphProto.$Properties) => encodeMessage(onnx.ModelProto, { irVersion: 8, graph });

  test("graphs within graphs", async () => {
    let graph: onnx.GraphProto.$Properties = {};
    for (let i = 0; i < 33; i++) graph = { node: [{ attribute: [{ name: "body", type: 5, g: graph }] }] };
    await expect(readModel(model(graph))).rejects.toThrow("at most 32 nested graphs");
  });

  test("records of two bytes that would each become an object", async () => {
    const empty = new Uint8Array(1_000_000);
    for (let i = 0; i < empty.length; i += 2) empty[i] = 0x0a;
    const head = Uint8Array.of(0x08, 8, 0x3a, 0xc0, 0x84, 0x3d);
    const bytes = new Uint8Array(Buffer.concat([head, empty]));
    await expect(readModel(bytes)).rejects.toThrow("at most 4000000 records");
    await expect(readModel(sourceOf(bytes), { weights: "skip" })).rejects.toThrow("at most 4000000 records");
  });

  test("a file larger than protobuf allows is not read", async () => {
    const source: ByteSource = { name: "huge.onnx", size: 2 ** 31, read: () => Promise.reject(new Error("was read")) };
    await expect(readModel(source)).rejects.toThrow("huge.onnx: expected at most 2147483647 bytes");
  });

  test("attributes named like parts of an object are attributes", async () => {
    const attribute = [
      { name: "__proto__", type: 2, i: toInt64(1) },
      { name: "constructor", type: 2, i: toInt64(2) },
    ];
    const { graph } = await readModel(model({ node: [{ attribute }] }));
    expect(Object.entries(graph.nodes[0]!.attributes)).toEqual([
      ["__proto__", { kind: "int", value: 1 }],
      ["constructor", { kind: "int", value: 2 }],
    ]);
  });

  test("two attributes of one name are refused", async () => {
    const attribute = [
      { name: "axis", type: 2, i: toInt64(1) },
      { name: "axis", type: 2, i: toInt64(2) },
    ];
    await expect(readModel(model({ node: [{ attribute }] }))).rejects.toThrow('two named "axis"');
  });

  test.each(["../w", "/w", "a/../../w", "C:\\w", "c:/w", "\\\\host\\w", "", "a\0b"])(
    "external data in %j",
    async (value) => {
      const external = {
        dims: [toInt64(1)],
        dataType: 1,
        name: "w",
        dataLocation: 1,
        externalData: [{ key: "location", value }],
      };
      await expect(readModel(model({ initializer: [external] }))).rejects.toThrow(
        /graph\.initializer\[0\] "w": expected external data of 4 bytes in the model's folder/,
      );
    },
  );
});
