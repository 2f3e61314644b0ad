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
import { camembert, data2vecText, roberta, xlmRoberta } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);
const contracts = readContracts(new URL("contract.json", fixtures));

const modelTypes = [
  [roberta, "roberta"],
  [xlmRoberta, "roberta"],
  [camembert, "roberta"],
  [data2vecText, "data2vec_text"],
] as const;

for (const [definition, base] of modelTypes)
  describe(definition.modelType, () => {
    const goldens = new URL(`goldens/${definition.modelType}`, fixtures);
    const [golden] = readGoldens(goldens);

    describe("every task is as PyTorch computes it", () => {
      test.each(goldenSuite(definition, goldens))("%s", (_, run) => run());
    });

    describe("configurations of real checkpoints", () => {
      const variants = new URL(`goldens-more/${definition.modelType}`, fixtures);
      test.each(goldenSuite(definition, variants, { opsets: [] }))("%s", (_, run) => run());
    });

    describe("checkpoints", () => {
      const layer = ["encoder.layer.1.", "encoder.layer.2."] as const;
      test.each(checkpointSuite(definition, goldens, { base, layer }))("%s", (_, run) => run());
    });

    test("has the names, order and axes of optimum", () => {
      expect(showContract(contractOf(definition, golden!.config))).toBe(showContract(contracts[definition.modelType]!));
    });

    test("is this graph", () => {
      expect(print(goldenGraph(definition, golden!, goldenTensors(golden!)).outputs)).toMatchSnapshot();
    });
  });
