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
import { mpnet } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);
const goldens = new URL("goldens/mpnet", fixtures);
const [golden] = readGoldens(goldens);

describe("every task is as PyTorch computes it", () => {
  test.each(goldenSuite(mpnet, goldens))("%s", (_, run) => run());
});

describe("configurations of real checkpoints", () => {
  const variants = new URL("goldens-more/mpnet", fixtures);
  test.each(goldenSuite(mpnet, variants, { opsets: [] }))("%s", (_, run) => run());
});

describe("checkpoints", () => {
  const layer = ["encoder.layer.1.", "encoder.layer.2."] as const;
  test.each(checkpointSuite(mpnet, goldens, { base: "mpnet", layer }))("%s", (_, run) => run());
});

test("has the names, order and axes of optimum", () => {
  const contract = readContracts(new URL("contract.json", fixtures)).mpnet!;
  expect(showContract(contractOf(mpnet, golden!.config))).toBe(showContract(contract));
});

test("is this graph", () => {
  expect(print(goldenGraph(mpnet, golden!, goldenTensors(golden!)).outputs)).toMatchSnapshot();
});
