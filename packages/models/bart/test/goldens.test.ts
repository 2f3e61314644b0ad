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
import { bart, m2m100, marian, mbart, pegasus } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);
const contracts = readContracts(new URL("contract.json", fixtures));

describe.each([bart, marian, mbart, pegasus, m2m100])("$modelType", (definition) => {
  const { modelType } = definition;
  const goldens = new URL(`goldens/${modelType}`, fixtures);
  const golden = readGoldens(goldens).find(({ task }) => task === "text2text-generation-with-past")!;

  describe("every task is as PyTorch computes it", () => {
    test.each(goldenSuite(definition, goldens, { opsets: [13] }))("%s", (_, run) => run());
  });

  describe("configurations of real checkpoints", () => {
    const more = new URL(`goldens-more/${modelType}`, fixtures);
    test.each(goldenSuite(definition, more, { opsets: [] }))("%s", (_, run) => run());
  });

  describe("text generated with a cache is that without", () => {
    test.each(generationSuite(definition, goldens))("%s", (_, run) => run());
  });

  test("has the names, order and axes of optimum", () => {
    expect(showContract(contractOf(definition, golden.config))).toBe(showContract(contracts[modelType]!));
  });
});

test("BART's decoder alone is this graph", () => {
  const goldens = readGoldens(new URL("goldens/bart", fixtures));
  const golden = goldens.find(({ task }) => task === "text-generation-with-past")!;
  expect(print(goldenGraph(bart, golden, goldenTensors(golden)).outputs)).toMatchSnapshot();
});
