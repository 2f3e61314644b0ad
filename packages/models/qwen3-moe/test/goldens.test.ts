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
import { qwen3Moe } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);
const goldens = new URL("goldens/qwen3_moe", fixtures);
const more = new URL("goldens-more/qwen3_moe", fixtures);
const golden = readGoldens(goldens).find(({ task }) => task === "text-generation-with-past")!;

describe("every task is as PyTorch computes it", () => {
  test.each(goldenSuite(qwen3Moe, goldens, { opsets: [13] }))("%s", (_, run) => run());
});

describe("generation with a cache is generation without one", () => {
  test.each(generationSuite(qwen3Moe, goldens))("%s", (_, run) => run());
});

describe("configurations of real checkpoints", () => {
  test.each(goldenSuite(qwen3Moe, more, { opsets: [] }))("%s", (_, run) => run());
});

test("has the names, order and axes of optimum", () => {
  const contract = readContracts(new URL("contract.json", fixtures)).qwen3_moe!;
  expect(showContract(contractOf(qwen3Moe, golden.config))).toBe(showContract(contract));
});

test("is this graph", () => {
  expect(print(goldenGraph(qwen3Moe, golden, goldenTensors(golden)).outputs)).toMatchSnapshot();
});
