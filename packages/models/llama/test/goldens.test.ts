import { describe, expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import {
  contractOf,
  goldenGraph,
  goldenSuite,
  goldenTensors,
  readContracts,
  readGoldens,
  showContract,
} from "@transonnx/testing";
import { llama } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);
const goldens = new URL("goldens/llama", fixtures);
const golden = readGoldens(goldens).find(({ task }) => task === "text-generation-with-past")!;

describe("every task is as PyTorch computes it", () => {
  test.each(goldenSuite(llama, goldens))("%s", (_, run) => run());
});

describe("configurations of real checkpoints", () => {
  test.each(goldenSuite(llama, new URL("goldens-more/llama", fixtures), { opsets: [13, 23] }))("%s", (_, run) => run());
});

test("has the names, order and axes of optimum", () => {
  const contract = readContracts(new URL("contract.json", fixtures)).llama!;
  expect(showContract(contractOf(llama, golden.config))).toBe(showContract(contract));
});

test("is this graph", () => {
  expect(print(goldenGraph(llama, golden, goldenTensors(golden)).outputs)).toMatchSnapshot();
});
