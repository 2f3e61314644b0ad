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
import { gpt2 } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);
const goldens = new URL("goldens/gpt2", fixtures);
const golden = readGoldens(goldens).find(({ task }) => task === "text-generation-with-past")!;

describe("every task is as PyTorch computes it", () => {
  test.each(goldenSuite(gpt2, goldens, { opsets: [13] }))("%s", (_, run) => run());
});

describe("generation with a cache is generation without one", () => {
  test.each(generationSuite(gpt2, goldens))("%s", (_, run) => run());
});

describe("configurations of real checkpoints", () => {
  test.each(goldenSuite(gpt2, new URL("goldens-more/gpt2", fixtures), { opsets: [] }))("%s", (_, run) => run());
});

test("has the names, order and axes of optimum", () => {
  const contract = readContracts(new URL("contract.json", fixtures)).gpt2!;
  expect(showContract(contractOf(gpt2, golden.config))).toBe(showContract(contract));
});

test("is this graph", () => {
  expect(print(goldenGraph(gpt2, golden, goldenTensors(golden)).outputs)).toMatchSnapshot();
});
