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
import { distilbert } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);
const goldens = new URL("goldens/distilbert", fixtures);
const [golden] = readGoldens(goldens);

describe("every task is as PyTorch computes it", () => {
  test.each(goldenSuite(distilbert, goldens))("%s", (_, run) => run());
});

describe("configurations of real checkpoints", () => {
  const variants = new URL("goldens-more/distilbert", fixtures);
  test.each(goldenSuite(distilbert, variants, { opsets: [] }))("%s", (_, run) => run());
});

describe("checkpoints", () => {
  const layer = ["transformer.layer.1.", "transformer.layer.2."] as const;
  test.each(checkpointSuite(distilbert, goldens, { base: "distilbert", layer }))("%s", (_, run) => run());
});

test("has the names, order and axes of optimum", () => {
  const contract = readContracts(new URL("contract.json", fixtures)).distilbert!;
  expect(showContract(contractOf(distilbert, golden!.config))).toBe(showContract(contract));
});

test("is this graph", () => {
  expect(print(goldenGraph(distilbert, golden!, goldenTensors(golden!)).outputs)).toMatchSnapshot();
});
