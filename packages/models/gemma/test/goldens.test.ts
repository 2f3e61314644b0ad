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
import { gemma, gemma2, gemma3Text } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

describe.each([gemma, gemma2, gemma3Text])("$modelType", (definition) => {
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
    expect(showContract(contractOf(definition, golden.config))).toBe(showContract(contract));
  });
});

test("Gemma 3 is this graph", () => {
  const goldens = readGoldens(new URL("goldens/gemma3_text", fixtures));
  const golden = goldens.find(({ task }) => task === "text-generation-with-past")!;
  expect(print(goldenGraph(gemma3Text, golden, goldenTensors(golden)).outputs)).toMatchSnapshot();
});
