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
import { falcon } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);
const goldens = new URL("goldens/falcon", fixtures);
const golden = readGoldens(goldens).find(({ task }) => task === "text-generation-with-past")!;

describe("every task is as PyTorch computes it", () => {
  test.each(goldenSuite(falcon, goldens, { opsets: [13] }))("%s", (_, run) => run());
});

describe("generation with a cache is generation without one", () => {
  test.each(generationSuite(falcon, goldens))("%s", (_, run) => run());
});

describe("configurations of real checkpoints", () => {
  test.each(goldenSuite(falcon, new URL("goldens-more/falcon", fixtures), { opsets: [] }))("%s", (_, run) => run());
});

test("has the names, order and axes of optimum", () => {
  const contract = readContracts(new URL("contract.json", fixtures)).falcon!;
  expect(showContract(contractOf(falcon, golden.config))).toBe(showContract(contract));
});

test("is this graph", () => {
  expect(print(goldenGraph(falcon, golden, goldenTensors(golden)).outputs)).toMatchSnapshot();
});
