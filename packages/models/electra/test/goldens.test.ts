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
import { electra } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);
const goldens = new URL("goldens/electra", fixtures);
const [golden] = readGoldens(goldens);

describe("every task is as PyTorch computes it", () => {
  test.each(goldenSuite(electra, goldens))("%s", (_, run) => run());
});

describe("configurations of real checkpoints", () => {
  const variants = new URL("goldens-more/electra", fixtures);
  test.each(goldenSuite(electra, variants, { opsets: [] }))("%s", (_, run) => run());
});

describe("checkpoints", () => {
  const layer = ["encoder.layer.1.", "encoder.layer.2."] as const;
  test.each(checkpointSuite(electra, goldens, { base: "electra", layer }))("%s", (_, run) => run());
});

test("has the names, order and axes of optimum", () => {
  const contract = readContracts(new URL("contract.json", fixtures)).electra!;
  expect(showContract(contractOf(electra, golden!.config))).toBe(showContract(contract));
});

test("is this graph", () => {
  expect(print(goldenGraph(electra, golden!, goldenTensors(golden!)).outputs)).toMatchSnapshot();
});
