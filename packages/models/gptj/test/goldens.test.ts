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
import { gptj } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);
const goldens = new URL("goldens/gptj", fixtures);
const golden = readGoldens(goldens).find(({ task }) => task === "text-generation-with-past")!;

describe("every task is as PyTorch computes it", () => {
  test.each(goldenSuite(gptj, goldens, { opsets: [13] }))("%s", (_, run) => run());
});

describe("generation with a cache is generation without one", () => {
  test.each(generationSuite(gptj, goldens))("%s", (_, run) => run());
});

describe("configurations of real checkpoints", () => {
  test.each(goldenSuite(gptj, new URL("goldens-more/gptj", fixtures), { opsets: [] }))("%s", (_, run) => run());
});

test("has the names, order and axes of optimum", () => {
  const contract = readContracts(new URL("contract.json", fixtures)).gptj!;
  expect(showContract(contractOf(gptj, golden.config))).toBe(showContract(contract));
});

test("is this graph", () => {
  expect(print(goldenGraph(gptj, golden, goldenTensors(golden)).outputs)).toMatchSnapshot();
});
