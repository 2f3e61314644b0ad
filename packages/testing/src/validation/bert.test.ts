import { describe, expect, test } from "@jest/globals";
import { bert } from "@transonnx/bert";
import { createRandomSource } from "@transonnx/core";
import type { ModelSpec } from "@transonnx/onnx";
import {
  assertValid,
  onnxruntimeNode,
  onnxruntimeWeb,
  type Runtime,
  validateAgainstReference,
  validateModel,
} from "@transonnx/validator";
import { goldenArray } from "../goldens/golden-arrays.ts";
import { readGoldens } from "../goldens/read-goldens.ts";
import { type BuiltGolden, buildGolden } from "./built-golden.ts";

const goldens = readGoldens(new URL("../../../../fixtures/goldens/bert", import.meta.url));
const named = goldens.map((golden) => [golden.task, golden] as const);

const validated = async (built: BuiltGolden, spec: ModelSpec, runtime: Runtime) =>
  validateModel({ ...built, onnxConfig: built.graph.onnxConfig, model: await built.encode(spec), runtime });

test.each(named)("BERT for %s passes all checks in ONNX Runtime", async (_, golden) => {
  const runtime = await onnxruntimeNode();
  for (const opset of [13, 17, 23]) {
    const built = buildGolden(bert, golden, opset);
    assertValid(await validated(built, built.spec, runtime), { strict: true });
  }
});

test("BERT passes all checks in ONNX Runtime's WebAssembly build", async () => {
  const built = buildGolden(bert, goldens[0]!);
  const report = await validated(built, built.spec, await onnxruntimeWeb());
  assertValid(report, { strict: true });
  expect(report.runtime).toMatch(/^onnxruntime-web /);
});

test.each(named)("PyTorch's values for %s serve as a reference", async (_, golden) => {
  const arrays = golden.cases.flatMap(({ inputs, outputs }, i) =>
    Object.entries({ inputs, outputs }).flatMap(([side, values]) =>
      Object.entries(values).map(([name, value]) => [`${i}/${side}.${name}`, goldenArray(value)] as const),
    ),
  );
  const model = await buildGolden(bert, golden).encode();
  const report = await validateAgainstReference(new Map(arrays), model, { runtime: await onnxruntimeNode() });
  expect(report.cases).toHaveLength(golden.cases.length);
  assertValid(report);
});

/** A change of every element of a weight by 1e-3, up or down. */
function perturbed({ spec }: BuiltGolden, name: string): ModelSpec {
  const random = createRandomSource(name.length);
  const initializers = spec.graph.initializers.map((initializer) => {
    if (initializer.name !== name) return initializer;
    const data = new Float32Array((initializer.data as Uint8Array).slice().buffer);
    return { ...initializer, data: new Uint8Array(data.map((x) => x + (random.next() < 0.5 ? -1e-3 : 1e-3)).buffer) };
  });
  return { ...spec, graph: { ...spec.graph, initializers } };
}

/** What is added to all keys of a query alike vanishes in the softmax. */
const hasNoEffect = (name: string) => name.endsWith("key.bias");

describe("a change of 1e-3", () => {
  const golden = goldens.find(({ task }) => task === "fill-mask")!;
  const built = [13, 23].map((opset) => buildGolden(bert, golden, opset));
  // Every other weight in the graph that keeps composites as nodes, the rest where they are written as their bodies.
  const weights = [...built[0]!.graph.parameters].map((name, i) => [name, built[i % 2]!] as const);

  test.each(weights)("in %s is noticed, and found where it is", async (name, changed) => {
    const report = await validated(changed, perturbed(changed, name), await onnxruntimeNode());
    expect(report.checks).toContainEqual(expect.objectContaining({ check: "weights", status: "failed" }));
    expect(report.passed).toBe(false);
    if (hasNoEffect(name)) expect(report.divergence).toBeUndefined();
    else expect(report.divergence).toMatchObject({ initializers: expect.arrayContaining([name]) });
  });
});
