import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  configParser,
  count,
  defineModel,
  embedding,
  type Forward,
  linear,
  type ModelDefinition,
  type ModelSpec,
  oneOf,
  type PatchingSpec,
} from "@transonnx/core";
import {
  add,
  apply,
  composite,
  type KnownType,
  mul,
  type NDArray,
  neg,
  primitive,
  relu,
  scalar,
  slice,
  type Tensor,
} from "@transonnx/graph";
import { TextEncoderOnnxConfig } from "@transonnx/text";
import type { Golden } from "../goldens/golden.ts";
import { conformanceReport } from "./conformance-report.ts";
import { type ConformanceOptions, conformanceSuite } from "./conformance-suite.ts";
import { draftGolden } from "./draft-golden.ts";

const parseToy = configParser("toy", {
  vocab_size: count(11),
  hidden_size: count(4),
  act: oneOf(["relu", "neg"], "relu"),
});
type ToyConfig = ReturnType<typeof parseToy>;

class ToyOnnxConfig extends TextEncoderOnnxConfig<ToyConfig> {
  get inputs() {
    return { input_ids: this.textAxes };
  }
}

const words = (c: ToyConfig, p: Parameters<Forward<ToyConfig>>[1], { input_ids }: Readonly<Record<string, Tensor>>) =>
  embedding(p.at("words"), input_ids!, c.vocab_size, c.hidden_size);

const forward: Forward<ToyConfig> = (c, p, x) => {
  const act = c.act === "neg" ? neg : relu;
  return { last_hidden_state: act(linear(p.at("dense"), words(c, p, x), c.hidden_size)) };
};

/** A model that passes, with what is given in the place of its own. */
const toy = (changed: Partial<ModelSpec<ToyConfig>> & { forward?: Forward<ToyConfig> } = {}): ModelDefinition =>
  defineModel<ToyConfig>({
    modelType: "toy",
    parseConfig: parseToy,
    onnxConfig: ToyOnnxConfig,
    tasks: { "feature-extraction": { architecture: "ToyModel", forward: changed.forward ?? forward } },
    mayHold: [],
    ...changed,
  });

const config = { model_type: "toy", hidden_size: 4, vocab_size: 11 };
let golden: Golden;
beforeAll(async () => {
  golden = await draftGolden(toy(), config, "feature-extraction");
});

/** The report of a definition: which checks failed, and the text. */
async function tried(definition: ModelDefinition, options: ConformanceOptions = { goldens: [golden] }) {
  const report = await conformanceReport(conformanceSuite(definition, options), definition.modelType);
  const failed = report.rows
    .filter(({ passed }) => !passed)
    .map(({ name }) => name.replace("feature-extraction: ", ""));
  return { ...report, failed };
}

const seconds = (text: string) => text.replaceAll(/\d+\.\d s/g, "0.0 s");

describe("a model that keeps the contract", () => {
  test("passes on its goldens", async () => {
    const { text, passed } = await tried(toy());
    expect(passed).toBe(true);
    expect(seconds(text)).toMatchInlineSnapshot(`
"toy: all 14 checks hold

✓ the definition keeps the contract                                      0.0 s
✓ every task has a golden                                                0.0 s
✓ feature-extraction: every tensor is read                               0.0 s
✓ feature-extraction: every tensor matters                               0.0 s
✓ feature-extraction: names, types and axes are those of the OnnxConfig  0.0 s
✓ feature-extraction: every free axis is free                            0.0 s
✓ feature-extraction: the reference evaluation is as the golden          0.0 s
✓ feature-extraction: ONNX Runtime, for onnxruntime                      0.0 s
✓ feature-extraction: ONNX Runtime, for portable                         0.0 s
✓ feature-extraction: ONNX Runtime, for web                              0.0 s
✓ feature-extraction: ONNX Runtime, opset 13                             0.0 s
✓ feature-extraction: the graph is the same each time                    0.0 s
✓ feature-extraction: config.json: what is not built is refused          0.0 s
✓ operators of its own                                                   0.0 s
"
`);
  });

  test("passes on a config alone", async () => {
    const { failed, rows } = await tried(toy(), { config });
    expect(failed).toEqual([]);
    expect(rows.length).toBeGreaterThan(8);
  });

  test("has to bring one or the other", () => {
    expect(() => conformanceSuite(toy(), {})).toThrow("expected goldens, <task>.json each, or a small config");
  });
});

test("a failure is told in four lines", async () => {
  const { text } = await tried(toy({ mayHold: "none" as never }));
  expect(seconds(text).split("\n").slice(0, 8).join("\n")).toMatchInlineSnapshot(`
"toy: 1 of 14 checks failed

✗ the definition keeps the contract                                      0.0 s
    the definition is not what defineModel asks for
    where    toy, mayHold
    expected a list of regular expressions
    found    "none"
    to do    Correct the field"
`);
});

describe("tensors", () => {
  test("that nobody reads are named", async () => {
    const extra = { name: "pooler.weight", shape: [4], dtype: "F32", offset: 0, scale: 1 };
    const goldens = [{ ...golden, tensors: [...golden.tensors, extra] }];
    const { failed, text } = await tried(toy(), { goldens });
    expect(failed).toEqual(["every tensor is read"]);
    expect(text).toContain("pooler.weight");
    expect((await tried(toy({ mayHold: [/^pooler\./] }), { goldens })).failed).toEqual([]);
  });

  test("that are asked for and dropped are named", async () => {
    const drops: Forward<ToyConfig> = (c, p, x, cache) => {
      p.get("words.weight", [c.vocab_size, c.hidden_size]);
      p.get("dense.bias", [c.hidden_size]);
      return forward(c, { ...p, at: p.at }, x, cache);
    };
    expect((await tried(toy({ forward: drops }))).failed).toEqual([]);
    const dropsBias: Forward<ToyConfig> = (c, p, x) => {
      p.get("dense.bias", [c.hidden_size]);
      return { last_hidden_state: relu(linear(p.at("dense"), words(c, p, x), c.hidden_size, { bias: false })) };
    };
    const { failed, text } = await tried(toy({ forward: dropsBias }));
    expect(failed).toContain("every tensor is read");
    expect(text).toContain("dense.bias");
  });

  const hides: Forward<ToyConfig> = (c, p, x) => {
    const hidden = mul(p.get("dense.bias", [c.hidden_size]), scalar(0));
    return {
      last_hidden_state: add(linear(p.at("dense"), words(c, p, x), c.hidden_size, { bias: false }), hidden),
    };
  };

  test("that change nothing are named", async () => {
    const { failed, text } = await tried(toy({ forward: hides }));
    expect(failed).toContain("every tensor matters");
    expect(text).toMatch(/found +dense\.bias/);
  });

  test("that change nothing may be listed in the golden", async () => {
    const goldens = [{ ...golden, unused: ["dense.bias"] }];
    expect((await tried(toy({ forward: hides }), { goldens })).failed).not.toContain("every tensor matters");
  });
});

describe("a frozen axis is named", () => {
  test("where the graph cannot be built on it", async () => {
    const places: Forward<ToyConfig> = (c, p, x) => ({
      last_hidden_state: add(words(c, p, x), p.get("dense.weight", [c.hidden_size, c.hidden_size])),
    });
    const { text } = await tried(toy({ forward: places }));
    expect(text).toContain("the free axis sequence_length meets a number");
  });

  test("where it fails at some sizes", async () => {
    const fourth: Forward<ToyConfig> = (c, p, x, cache) => {
      const { last_hidden_state: y } = forward(c, p, x, cache);
      return { last_hidden_state: add(y!, slice(y!, 1, 3, 4)) };
    };
    const { failed, text } = await tried(toy({ forward: fourth }));
    expect(failed).toContain("every free axis is free");
    expect(text).toContain("the axis sequence_length is frozen: the graph runs at one of its sizes and not at another");
  });

  test("where OnnxConfig does not name it, and the golden has other sizes", async () => {
    class OneLength extends ToyOnnxConfig {
      override get inputs() {
        return { input_ids: { 0: "batch_size" } };
      }
      override get outputs() {
        return { last_hidden_state: { 0: "batch_size" } };
      }
    }
    const { failed, text } = await tried(toy({ onnxConfig: OneLength }));
    expect(failed).toContain("names, types and axes are those of the OnnxConfig");
    expect(text).toContain('axis 1 of "input_ids" is frozen in the graph');
  });

  test("where no two sizes of it can be tried", async () => {
    class Regions extends ToyOnnxConfig {
      override get inputs() {
        return { input_ids: { 0: "batch_size", 1: "regions" } };
      }
      override get outputs() {
        return { last_hidden_state: { 0: "batch_size", 1: "regions" } };
      }
    }
    const { failed, text } = await tried(toy({ onnxConfig: Regions }));
    expect(failed).toEqual(["every free axis is free"]);
    expect(text).toMatch(/found +none or one of regions/);
  });
});

describe("names and types", () => {
  test("of an input that nothing depends on", async () => {
    class Masked extends ToyOnnxConfig {
      override get inputs() {
        return { input_ids: this.textAxes, attention_mask: this.textAxes };
      }
    }
    const { failed, text } = await tried(toy({ onnxConfig: Masked }));
    expect(failed).toContain("names, types and axes are those of the OnnxConfig");
    expect(text).toContain("no output depends on an input");
  });

  test("of an output that the golden lacks, and of an input of another type", async () => {
    const [first] = golden.cases;
    const renamed = { ...golden, cases: [{ ...first!, outputs: { hidden: first!.outputs.last_hidden_state! } }] };
    expect((await tried(toy(), { goldens: [renamed] })).text).toMatch(/expected +last_hidden_state\n +found +hidden/);
    const ids = { ...first!.inputs.input_ids!, dtype: "int32" as const };
    const narrow = { ...golden, cases: [{ ...first!, inputs: { input_ids: ids } }] };
    expect((await tried(toy(), { goldens: [narrow] })).text).toContain('the element type of "input_ids" is another');
  });
});

describe("values", () => {
  test("that the golden has not", async () => {
    const [first] = golden.cases;
    const { last_hidden_state: out } = first!.outputs;
    const moved = { last_hidden_state: { ...out!, data: out!.data!.map((value) => value + 0.01) } };
    const { failed } = await tried(toy(), { goldens: [{ ...golden, cases: [{ ...first!, outputs: moved }] }] });
    expect(failed).toEqual([
      "the reference evaluation is as the golden",
      "ONNX Runtime, for onnxruntime",
      "ONNX Runtime, for portable",
      "ONNX Runtime, for web",
      "ONNX Runtime, opset 13",
    ]);
  });

  test("that the written file alone has not", async () => {
    class Patched extends ToyOnnxConfig {
      static override readonly patchingSpecs: readonly PatchingSpec[] = [
        { o: "", name: "Relu", customOp: ([x]) => [neg(x!)] },
      ];
    }
    const { failed } = await tried(toy({ onnxConfig: Patched }));
    expect(failed).not.toContain("the reference evaluation is as the golden");
    expect(failed).toEqual(expect.arrayContaining(["ONNX Runtime, for web", "every free axis is free"]));
  });
});

test("a graph that is another each time is shown where it differs", async () => {
  let calls = 0;
  const counts: Forward<ToyConfig> = (c, p, x, cache) => {
    const { last_hidden_state: y } = forward(c, p, x, cache);
    return { last_hidden_state: add(y!, scalar(calls++ * 1e-9)) };
  };
  const { failed, text } = await tried(toy({ forward: counts }));
  expect(failed).toContain("the graph is the same each time");
  expect(text).toContain("the graph is another each time it is made");
});

describe("config.json", () => {
  const lenient = (json: Readonly<Record<string, unknown>>) => ({ act: "relu", ...json, model_type: "toy" }) as never;

  test("with a value that is not built, and another graph for it", async () => {
    const { failed, text } = await tried(
      toy({
        parseConfig: lenient,
        forward: (c, p, x) => {
          const y = linear(p.at("dense"), words(c, p, x), c.hidden_size);
          return { last_hidden_state: c.act === "relu" ? relu(y) : neg(y) };
        },
      }),
    );
    expect(failed).toEqual(["config.json: what is not built is refused"]);
    expect(text).toMatch(/a value of "\w+" that is not built is let through/);
  });

  test("of quantised weights", async () => {
    const parse: typeof parseToy = ({ quantization_config: _, ...json }) => parseToy(json);
    const { text } = await tried(toy({ parseConfig: parse }));
    expect(text).toContain('a value of "quantization_config" that is not built is let through');
  });
});

describe("an operator of one's own", () => {
  const twice = {
    name: "Twice",
    domain: "toys.example",
    since: 13,
    doc: "2x.",
    inputs: ["X"],
    outputs: ["Y"],
    attributes: {},
    samples: [{ inputs: [{ dtype: "float32", shape: ["n", 3] }] }],
  } as const;
  const using = (op: Parameters<typeof apply>[0]): ModelDefinition =>
    toy({
      forward: (c, p, x, cache) => ({ last_hidden_state: apply(op, [forward(c, p, x, cache).last_hidden_state!]) }),
    });
  const operators = async (op: Parameters<typeof apply>[0]) => {
    const { rows } = await tried(toy(), { config, operators: [op] });
    return rows.find(({ name }) => name === "operators of its own")!.error?.message;
  };
  const expand = ([x]: readonly Tensor[]) => add(x!, x!);

  test("passes where files hold its body", async () => {
    expect((await tried(using(composite({ ...twice, expand })), { config })).failed).toEqual([]);
  });

  test("that no runtime has", async () => {
    expect(await operators(composite({ ...twice, domain: "", expand }))).toContain("Give it a domain of its own");
    const kernel = primitive({
      ...twice,
      infer: ([x]: readonly KnownType[]) => x!,
      evaluate: ([x]: readonly NDArray[]) => x!,
    });
    expect(await operators(kernel)).toContain("Define it with composite in place of primitive");
  });

  test("with a sample that does not hold", async () => {
    const fourth = composite({ ...twice, expand: ([x]) => add(x!, slice(x!, 1, 3, 4)) });
    expect(await operators(fourth)).toContain("a sample does not hold");
  });
});

describe("the package", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "transonnx-conformance-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const manifest = {
    name: "toy-package",
    type: "module",
    sideEffects: false,
    keywords: ["transonnx-model"],
    exports: { ".": { types: "./index.d.ts", default: "./index.js" } },
    transonnx: { modelTypes: ["toy"], contract: 1 },
  };
  const packaged = async (code: string, changed: object = {}) => {
    writeFileSync(path.join(folder, "index.js"), code);
    writeFileSync(path.join(folder, "package.json"), JSON.stringify({ ...manifest, ...changed }));
    const { rows } = await tried(toy(), { goldens: [golden], package: folder });
    return rows.flatMap(({ error }) => (error ? [error.message] : [])).join("\n");
  };

  test("that only exports passes", async () => {
    expect(await packaged("export const toy = 1;")).toBe("");
  });

  test.each([
    ["sets a global", "globalThis.toys = [];", "found globalThis.toys"],
    ["extends a prototype", "Array.prototype.toys = 1;", "found Array.prototype.toys"],
    ["listens", 'process.on("exit", () => {});', "listeners of process's exit"],
    ["prints", 'console.log("hello");', 'the output "hello"'],
    ["throws", 'throw new Error("no toys");', "no toys"],
  ])("that %s when it is imported does not", async (_, code, message) => {
    expect(await packaged(code)).toContain(message);
  });

  test.each([
    ["sideEffects", { sideEffects: undefined }, '"sideEffects": false'],
    ["keywords", { keywords: ["onnx"] }, 'the keyword "transonnx-model"'],
    ["transonnx", { transonnx: { modelTypes: ["other"], contract: 1 } }, '"modelTypes": ["toy"]'],
    ["contract", { transonnx: { modelTypes: ["toy"] } }, '"contract": 1'],
    ["exports", { exports: {} }, "the package has no entry"],
  ])("without its %s does not", async (_, changed, message) => {
    expect(await packaged("export const toy = 1;", changed)).toContain(message);
  });
});

describe("what is missing", () => {
  test("a golden of a task", async () => {
    const { "feature-extraction": task } = toy().tasks;
    const both = toy({
      tasks: { "feature-extraction": task!, "fill-mask": { ...task!, architecture: "ToyMasked" } } as never,
    });
    const { failed, text } = await tried(both);
    expect(failed).toEqual(["every task has a golden"]);
    expect(text).toMatch(/found +none of fill-mask/);
  });

  test("a contract that this version knows", async () => {
    const { failed } = await tried({ ...toy(), contract: 99 } as never);
    expect(failed).toEqual(["the definition keeps the contract"]);
  });
});
