import { describe, expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import {
  contractOf,
  generationSuite,
  goldenGraph,
  goldenSuite,
  goldenTensors,
  readContracts,
  readGoldens,
  showContract,
} from "@transonnx/testing";
import { granite, llama, mistral, olmo2, phi3, qwen2, qwen3, smollm3 } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

describe.each([llama, mistral, qwen2, qwen3, smollm3, phi3, granite, olmo2])("$modelType", (definition) => {
  const { modelType } = definition;
  const goldens = new URL(`goldens/${modelType}`, fixtures);
  const golden = readGoldens(goldens).find(({ task }) => task === "text-generation-with-past")!;

  describe("every task is as PyTorch computes it", () => {
    test.each(goldenSuite(definition, goldens, { opsets: [13] }))("%s", (_, run) => run());
  });

  describe("generation with a cache is generation without one", () => {
    test.each(generationSuite(definition, goldens))("%s", (_, run) => run());
  });

  describe("configurations of real checkpoints", () => {
    const more = new URL(`goldens-more/${modelType}`, fixtures);
    test.each(goldenSuite(definition, more, { opsets: [] }))("%s", (_, run) => run());
  });

  test("has the names, order and axes of optimum", () => {
    const contract = readContracts(new URL("contract.json", fixtures))[modelType]!;
    expect(definition.onnxConfig.name).toBe(contract.onnxConfig);
    expect(showContract(contractOf(definition, golden.config))).toBe(showContract(contract));
  });
});

test("is this graph", () => {
  const golden = readGoldens(new URL("goldens/llama", fixtures)).find(
    ({ task }) => task === "text-generation-with-past",
  )!;
  expect(print(goldenGraph(llama, golden, goldenTensors(golden)).outputs)).toMatchSnapshot();
});
