import { describe, expect, test } from "@jest/globals";
import { type Dim, dim } from "@transonnx/graph";
import { encodeModel, type GraphSpec, type ModelSpec, printModel, readModel } from "@transonnx/onnx";
import * as ort from "onnxruntime-node";
import { HIDDEN, toyDecoders } from "../../test/toy-decoders.ts";
import { mergeDecoders } from "./merge-decoders.ts";

const { decoder, decoderWithPast } = toyDecoders();
const merged = mergeDecoders(decoder, decoderWithPast);

type Feeds = Record<string, ort.Tensor>;

const floats = (...dims: number[]) => {
  const size = dims.reduce((a, b) => a * b, 1);
  return new ort.Tensor(
    "float32",
    Float32Array.from({ length: size }, (_, i) => Math.cos(i * 2.3)),
    dims,
  );
};

/** Inputs of the merged model: a cache of `past` positions, and of the encoder's where there is a past. */
function feedsOf(sizes: { batch: number; encoder: number; past: number; now: number; useCache: boolean }): Feeds {
  const { batch, encoder, past, now, useCache } = sizes;
  const ids = BigInt64Array.from({ length: batch * now }, (_, i) => BigInt(i % 6));
  const encoderPast = useCache ? encoder : 0;
  return {
    input_ids: new ort.Tensor("int64", ids, [batch, now]),
    encoder_hidden_states: floats(batch, encoder, HIDDEN),
    "past_key_values.0.decoder.key": floats(batch, 1, past, HIDDEN),
    "past_key_values.0.decoder.value": floats(batch, 1, past, HIDDEN),
    "past_key_values.0.encoder.key": floats(batch, 1, encoderPast, HIDDEN),
    "past_key_values.0.encoder.value": floats(batch, 1, encoderPast, HIDDEN),
    use_cache_branch: new ort.Tensor("bool", [useCache], [1]),
  };
}

async function run(model: ModelSpec, feeds: Feeds): Promise<Feeds> {
  const session = await ort.InferenceSession.create(await encodeModel(model), { logSeverityLevel: 3 });
  const wanted = Object.fromEntries(session.inputNames.map((name) => [name, feeds[name]!]));
  const results = await session.run(wanted);
  await session.release();
  return results as Feeds;
}

const branches = ({ graph }: ModelSpec): readonly GraphSpec[] =>
  ["then_branch", "else_branch"].map((name) => {
    const branch = graph.nodes[0]!.attributes[name]!;
    if (branch.kind !== "graph") throw new Error(`${name} is no graph`);
    return branch.value;
  });

describe("a merged decoder", () => {
  test("chooses between the two by an If, with optimum's inputs and outputs", () => {
    expect(printModel(merged)).toMatchInlineSnapshot(`
"model, IR 8, opset ai.onnx 18
graph merged(input_ids: int64[batch_size, decoder_sequence_length], encoder_hidden_states: float32[batch_size, encoder_sequence_length, 4], past_key_values.0.decoder.key: float32[batch_size, 1, past_decoder_sequence_length, 4], past_key_values.0.decoder.value: float32[batch_size, 1, past_decoder_sequence_length, 4], past_key_values.0.encoder.key: float32[batch_size, 1, encoder_sequence_length, 4], past_key_values.0.encoder.value: float32[batch_size, 1, encoder_sequence_length, 4], use_cache_branch: bool[1]) -> (logits: float32[batch_size, decoder_sequence_length, 6], present.0.decoder.key: float32[batch_size, 1, decoder_sequence_length, 4], present.0.decoder.value: float32[batch_size, 1, decoder_sequence_length, 4], present.0.encoder.key: float32[batch_size, 1, encoder_sequence_length, 4], present.0.encoder.value: float32[batch_size, 1, encoder_sequence_length, 4]) {
  embed: float32[6, 4]
  k: float32[4, 4]
  v: float32[4, 4]
  encoder.k: float32[4, 4]
  encoder.v: float32[4, 4]
  logits, present.0.decoder.key, present.0.decoder.value, present.0.encoder.key, present.0.encoder.value = If(use_cache_branch, else_branch = graph no_past() -> (no_past/logits: float32[batch_size, decoder_sequence_length, 6], no_past/present.0.decoder.key: float32[batch_size, 1, decoder_sequence_length, 4], no_past/present.0.decoder.value: float32[batch_size, 1, decoder_sequence_length, 4], no_past/present.0.encoder.key: float32[batch_size, 1, encoder_sequence_length, 4], no_past/present.0.encoder.value: float32[batch_size, 1, encoder_sequence_length, 4]) {
    no_past/constant: int64[1]
    no_past/main_graph/Gather = Gather(embed, input_ids)  # no_past/main_graph/Gather
    no_past/main_graph/Unsqueeze = Unsqueeze(no_past/main_graph/Gather, no_past/constant)  # no_past/main_graph/Unsqueeze
    no_past/present.0.decoder.key = MatMul(no_past/main_graph/Unsqueeze, k)  # no_past/main_graph/MatMul
    no_past/main_graph/Transpose = Transpose(no_past/present.0.decoder.key, perm = [0, 1, 3, 2])  # no_past/main_graph/Transpose
    no_past/main_graph/MatMul_1 = MatMul(no_past/main_graph/Unsqueeze, no_past/main_graph/Transpose)  # no_past/main_graph/MatMul_1
    no_past/main_graph/Softmax = Softmax(no_past/main_graph/MatMul_1)  # no_past/main_graph/Softmax
    no_past/present.0.decoder.value = MatMul(no_past/main_graph/Unsqueeze, v)  # no_past/main_graph/MatMul_2
    no_past/main_graph/MatMul_3 = MatMul(no_past/main_graph/Softmax, no_past/present.0.decoder.value)  # no_past/main_graph/MatMul_3
    no_past/main_graph/MatMul_4 = MatMul(encoder_hidden_states, encoder.k)  # no_past/main_graph/MatMul_4
    no_past/present.0.encoder.key = Unsqueeze(no_past/main_graph/MatMul_4, no_past/constant)  # no_past/main_graph/Unsqueeze_1
    no_past/main_graph/Transpose_1 = Transpose(no_past/present.0.encoder.key, perm = [0, 1, 3, 2])  # no_past/main_graph/Transpose_1
    no_past/main_graph/MatMul_5 = MatMul(no_past/main_graph/MatMul_3, no_past/main_graph/Transpose_1)  # no_past/main_graph/MatMul_5
    no_past/main_graph/Softmax_1 = Softmax(no_past/main_graph/MatMul_5)  # no_past/main_graph/Softmax_1
    no_past/main_graph/MatMul_6 = MatMul(encoder_hidden_states, encoder.v)  # no_past/main_graph/MatMul_6
    no_past/present.0.encoder.value = Unsqueeze(no_past/main_graph/MatMul_6, no_past/constant)  # no_past/main_graph/Unsqueeze_2
    no_past/main_graph/MatMul_7 = MatMul(no_past/main_graph/Softmax_1, no_past/present.0.encoder.value)  # no_past/main_graph/MatMul_7
    no_past/main_graph/Cos = Cos(no_past/main_graph/MatMul_7)  # no_past/main_graph/Cos
    no_past/main_graph/Squeeze = Squeeze(no_past/main_graph/Cos, no_past/constant)  # no_past/main_graph/Squeeze
    no_past/main_graph/Transpose_2 = Transpose(embed, perm = [1, 0])  # no_past/main_graph/Transpose_2
    no_past/logits = MatMul(no_past/main_graph/Squeeze, no_past/main_graph/Transpose_2)  # no_past/main_graph/MatMul_8
  }, then_branch = graph with_past() -> (with_past/logits: float32[batch_size, decoder_sequence_length, 6], with_past/present.0.decoder.key: float32[batch_size, 1, decoder_sequence_length, 4], with_past/present.0.decoder.value: float32[batch_size, 1, decoder_sequence_length, 4], with_past/present.0.encoder.key: float32[batch_size, 1, encoder_sequence_length, 4], with_past/present.0.encoder.value: float32[batch_size, 1, encoder_sequence_length, 4]) {
    with_past/constant: int64[1]
    with_past/main_graph/Gather = Gather(embed, input_ids)  # with_past/main_graph/Gather
    with_past/main_graph/Unsqueeze = Unsqueeze(with_past/main_graph/Gather, with_past/constant)  # with_past/main_graph/Unsqueeze
    with_past/main_graph/MatMul = MatMul(with_past/main_graph/Unsqueeze, k)  # with_past/main_graph/MatMul
    with_past/present.0.decoder.key = Concat(past_key_values.0.decoder.key, with_past/main_graph/MatMul, axis = 2)  # with_past/main_graph/Concat
    with_past/main_graph/Transpose = Transpose(with_past/present.0.decoder.key, perm = [0, 1, 3, 2])  # with_past/main_graph/Transpose
    with_past/main_graph/MatMul_1 = MatMul(with_past/main_graph/Unsqueeze, with_past/main_graph/Transpose)  # with_past/main_graph/MatMul_1
    with_past/main_graph/Softmax = Softmax(with_past/main_graph/MatMul_1)  # with_past/main_graph/Softmax
    with_past/main_graph/MatMul_2 = MatMul(with_past/main_graph/Unsqueeze, v)  # with_past/main_graph/MatMul_2
    with_past/present.0.decoder.value = Concat(past_key_values.0.decoder.value, with_past/main_graph/MatMul_2, axis = 2)  # with_past/main_graph/Concat_1
    with_past/main_graph/MatMul_3 = MatMul(with_past/main_graph/Softmax, with_past/present.0.decoder.value)  # with_past/main_graph/MatMul_3
    with_past/main_graph/Transpose_1 = Transpose(past_key_values.0.encoder.key, perm = [0, 1, 3, 2])  # with_past/main_graph/Transpose_1
    with_past/main_graph/MatMul_4 = MatMul(with_past/main_graph/MatMul_3, with_past/main_graph/Transpose_1)  # with_past/main_graph/MatMul_4
    with_past/main_graph/Softmax_1 = Softmax(with_past/main_graph/MatMul_4)  # with_past/main_graph/Softmax_1
    with_past/main_graph/MatMul_5 = MatMul(with_past/main_graph/Softmax_1, past_key_values.0.encoder.value)  # with_past/main_graph/MatMul_5
    with_past/main_graph/Cos = Cos(with_past/main_graph/MatMul_5)  # with_past/main_graph/Cos
    with_past/main_graph/Squeeze = Squeeze(with_past/main_graph/Cos, with_past/constant)  # with_past/main_graph/Squeeze
    with_past/main_graph/Transpose_2 = Transpose(embed, perm = [1, 0])  # with_past/main_graph/Transpose_2
    with_past/logits = MatMul(with_past/main_graph/Squeeze, with_past/main_graph/Transpose_2)  # with_past/main_graph/MatMul_6
    with_past/present.0.encoder.key = Constant(value = float32[0, 1, 1, 4] [])  # with_past/present.0.encoder.key/Constant
    with_past/present.0.encoder.value = Constant(value = float32[0, 1, 1, 4] [])  # with_past/present.0.encoder.value/Constant
  })  # merged/If
}
"
`);
  });

  test.each([
    { batch: 2, encoder: 3, past: 0, now: 4, useCache: false },
    { batch: 1, encoder: 1, past: 0, now: 1, useCache: false },
    { batch: 2, encoder: 3, past: 5, now: 1, useCache: true },
    { batch: 1, encoder: 4, past: 0, now: 2, useCache: true },
  ])("computes what its halves compute: %o", async (sizes) => {
    const feeds = feedsOf(sizes);
    const half = await run(sizes.useCache ? decoderWithPast : decoder, feeds);
    const whole = await run(merged, feeds);
    for (const [name, { dims, data }] of Object.entries(half)) {
      expect(whole[name]!.dims).toEqual(dims);
      expect(whole[name]!.data).toEqual(data);
    }
    const missing = Object.keys(whole).filter((name) => !half[name]);
    expect(missing).toEqual(sizes.useCache ? ["present.0.encoder.key", "present.0.encoder.value"] : []);
    for (const name of missing) expect(whole[name]!.dims).toEqual([0, 1, 1, HIDDEN]);
  });

  test("generates step by step as the two halves do in turn", async () => {
    const first = feedsOf({ batch: 2, encoder: 3, past: 0, now: 3, useCache: false });
    const start = await run(merged, first);
    const past = Object.fromEntries(
      Object.entries(start).map(([name, value]) => [name.replace("present", "past_key_values"), value]),
    );
    const next = { ...feedsOf({ batch: 2, encoder: 3, past: 3, now: 1, useCache: true }), ...past };
    const { logits } = await run(merged, next);
    expect(logits!.data).toEqual((await run(decoderWithPast, next)).logits!.data);
  });

  test("is read back as it was written", async () => {
    const read = await readModel(await encodeModel(merged));
    expect(printModel(read)).toBe(printModel(merged));
    expect(await encodeModel(read)).toEqual(await encodeModel(merged));
  });

  test("has every weight once, in the outer graph", () => {
    expect(merged.graph.initializers.map(({ name }) => name)).toEqual(["embed", "k", "v", "encoder.k", "encoder.v"]);
    for (const { initializers } of branches(merged))
      for (const { shape, data } of initializers)
        expect([shape.length < 2, data instanceof Uint8Array]).toEqual([true, true]);
  });

  test("names no value and no node twice", () => {
    const { inputs, initializers } = merged.graph;
    const values = [...inputs, ...initializers].map(({ name }) => name);
    const nodes: string[] = [];
    for (const graph of [merged.graph, ...branches(merged)]) {
      nodes.push(...graph.nodes.map(({ name }) => name));
      values.push(...graph.nodes.flatMap(({ outputs }) => outputs));
      if (graph !== merged.graph) values.push(...graph.initializers.map(({ name }) => name));
    }
    expect(new Set(values).size).toBe(values.length);
    expect(new Set(nodes).size).toBe(nodes.length);
  });
});

/** A model of one node and of constants, for the cases that exports do not have. */
function model(fields: Partial<ModelSpec["graph"]>, others: Partial<ModelSpec> = {}): ModelSpec {
  const x = { name: "x", dtype: "float32", shape: ["batch_size", 2] } as const;
  return {
    irVersion: 8,
    opsets: [{ domain: "", version: 18 }],
    producerName: "test",
    producerVersion: "",
    metadata: {},
    ...others,
    graph: {
      name: "g",
      inputs: [x],
      outputs: [{ ...x, name: "y" }],
      nodes: [{ opType: "Add", domain: "", name: "", inputs: ["x", "table"], outputs: ["y"], attributes: {} }],
      initializers: [table("table", 1, 2)],
      ...fields,
    },
  };
}

const table = (name: string, ...values: number[]) =>
  ({
    name,
    dtype: "float32",
    shape: [values.length],
    data: new Uint8Array(Float32Array.from(values).buffer),
  }) as const;

const value = (name: string, ...shape: Dim[]) => ({ name, dtype: "float32", shape: shape.map(dim) }) as const;

describe("constants", () => {
  test("of equal bytes are one, whatever their names", () => {
    const add = { ...model({}).graph.nodes[0]!, inputs: ["x", "other"] };
    const { graph } = mergeDecoders(model({}), model({ nodes: [add], initializers: [table("other", 1, 2)] }));
    expect(graph.initializers.map(({ name }) => name)).toEqual(["table"]);
  });

  test("of one name and different bytes are two", async () => {
    const both = mergeDecoders(model({}), model({ initializers: [table("table", 3, 4)] }));
    expect(both.graph.initializers.map(({ name }) => name)).toEqual(["table", "table_1"]);
    const feeds = (useCache: boolean) => ({
      x: new ort.Tensor("float32", [10, 20], [1, 2]),
      use_cache_branch: new ort.Tensor("bool", [useCache], [1]),
    });
    expect((await run(both, feeds(false))).y!.data).toEqual(Float32Array.of(11, 22));
    expect((await run(both, feeds(true))).y!.data).toEqual(Float32Array.of(13, 24));
  });
});

test("an output that is an initializer is copied", async () => {
  const given = model({ outputs: [value("y", "batch_size", 2), value("table", 2)] });
  const feeds = { x: floats(1, 2), use_cache_branch: new ort.Tensor("bool", [true], [1]) };
  const { table: constant } = await run(mergeDecoders(given, given), feeds);
  expect(constant!.data).toEqual(Float32Array.of(1, 2));
});

test("a graph within a branch sees the names that the branch has", async () => {
  const inner = (name: string): GraphSpec => ({
    name,
    inputs: [],
    outputs: [value("z", "batch_size", 2)],
    nodes: [{ opType: "Add", domain: "", name: "add", inputs: ["x", "table"], outputs: ["z"], attributes: {} }],
    initializers: [],
  });
  const choosing = model({
    initializers: [table("table", 5, 6), { name: "yes", dtype: "bool", shape: [], data: Uint8Array.of(1) }],
    nodes: [
      {
        opType: "If",
        domain: "",
        name: "choose",
        inputs: ["yes"],
        outputs: ["y"],
        attributes: {
          then_branch: { kind: "graph", value: inner("yes") },
          else_branch: { kind: "graph", value: inner("no") },
        },
      },
    ],
  });
  const both = mergeDecoders(model({}), choosing);
  const feeds = { x: new ort.Tensor("float32", [1, 1], [1, 2]), use_cache_branch: new ort.Tensor("bool", [true], [1]) };
  expect((await run(both, feeds)).y!.data).toEqual(Float32Array.of(6, 7));
});

describe("sizes", () => {
  test("are those of the decoder without past, and free where one of the two has a number", () => {
    const { graph } = mergeDecoders(model({ outputs: [value("y", "t", 2)] }), model({ outputs: [value("y", 1, 2)] }));
    expect(graph.outputs[0]!.shape).toEqual(["t", 2]);
    const other = mergeDecoders(model({ outputs: [value("y", 1, 2)] }), model({ outputs: [value("y", "t", 2)] }));
    expect(other.graph.outputs[0]!.shape).toEqual(["t", 2]);
    for (const { outputs } of branches(other)) expect(outputs[0]!.shape).toEqual(["t", 2]);
  });
});

describe("refuses", () => {
  test.each([
    ["opsets", model({}, { opsets: [{ domain: "", version: 17 }] }), "different opsets: expected ai.onnx 18"],
    ["IR versions", model({}, { irVersion: 9 }), "different IR versions: expected 8"],
    ["types", model({ inputs: [{ ...value("x"), dtype: "float16" }] }), 'the input "x" differs: expected float32['],
    ["sizes", model({ outputs: [value("y", "batch_size", 3)] }), 'the output "y" differs'],
    ["outputs", model({ outputs: [value("z", "batch_size", 2)] }), "outputs that the one without does not have"],
    ["merged ones", model({ inputs: [value("use_cache_branch", 1)] }), 'has an input "use_cache_branch" already'],
    ["functions", model({}, { opaque: Uint8Array.of(0) }), "cannot be moved to a branch"],
  ])("other %s", (_, withPast, message) => {
    expect(() => mergeDecoders(model({}), withPast)).toThrow(message);
    expect(() => mergeDecoders(model({}), withPast)).toThrow(expect.objectContaining({ name: "MergeError" }));
  });

  test("an output that nothing can stand in for", () => {
    const more = model({ outputs: [value("y", "batch_size", 2), value("table", 2)] });
    expect(() => mergeDecoders(more, model({}))).toThrow('does not give the output "table", and nothing can stand in');
  });
});
