import { describe, expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import {
  checkpointSuite,
  contractOf,
  goldenGraph,
  goldenSuite,
  goldenTensors,
  readContracts,
  readGoldens,
  showContract,
} from "@transonnx/testing";
import { albert } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);
const goldens = new URL("goldens/albert", fixtures);
const [golden] = readGoldens(goldens);

describe("every task is as PyTorch computes it", () => {
  test.each(goldenSuite(albert, goldens))("%s", (_, run) => run());
});

describe("configurations of real checkpoints", () => {
  const variants = new URL("goldens-more/albert", fixtures);
  test.each(goldenSuite(albert, variants, { opsets: [] }))("%s", (_, run) => run());
});

describe("checkpoints", () => {
  const layer = ["albert_layers.0.", "albert_layers.1."] as const;
  test.each(checkpointSuite(albert, goldens, { base: "albert", layer }))("%s", (_, run) => run());
});

test("has the names, order and axes of optimum", () => {
  const contract = readContracts(new URL("contract.json", fixtures)).albert!;
  expect(showContract(contractOf(albert, golden!.config))).toBe(showContract(contract));
});

test("is this graph", () => {
  expect(print(goldenGraph(albert, golden!, goldenTensors(golden!)).outputs)).toMatchSnapshot();
});
