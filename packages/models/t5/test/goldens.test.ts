import { describe, expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import {
  contractOf,
  evaluateGolden,
  GOLDEN_TOLERANCE,
  generationSuite,
  goldenGraphs,
  goldenSuite,
  goldenTensors,
  readContracts,
  readGoldens,
  showContract,
} from "@transonnx/testing";
import { mt5, t5 } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

describe.each([t5, mt5])("$modelType", (definition) => {
  const { modelType } = definition;
  const goldens = new URL(`goldens/${modelType}`, fixtures);
  const golden = readGoldens(goldens).find(({ task }) => task === "text2text-generation-with-past")!;

  describe("every task is as PyTorch computes it", () => {
    test.each(goldenSuite(definition, goldens, { opsets: [13] }))("%s", (_, run) => run());
  });

  describe("generation with a cache is generation without one", () => {
    test.each(generationSuite(definition, goldens))("%s", (_, run) => run());
  });

  test.each(["encoder", "decoder"])("a checkpoint may hold the words as those of the %s alone", async (part) => {
    const rename = (name: string) => (name === "shared.weight" ? `${part}.embed_tokens.weight` : name);
    const tensors = new Map([...goldenTensors(golden)].map(([name, tensor]) => [rename(name), tensor]));
    expect(tensors.has("shared.weight")).toBe(false);
    expect(await evaluateGolden(definition, golden, tensors)).toBeLessThanOrEqual(GOLDEN_TOLERANCE);
  });

  test("has the names, order and axes of optimum", () => {
    const contract = readContracts(new URL("contract.json", fixtures))[modelType]!;
    expect(showContract(contractOf(definition, golden.config))).toBe(showContract(contract));
  });

  test("has these graphs", () => {
    const graphs = Object.entries(goldenGraphs(definition, golden, goldenTensors(golden)));
    expect(graphs.map(([name, { outputs }]) => `${name}\n${print(outputs)}`).join("\n")).toMatchSnapshot();
  });
});

describe("configurations of real checkpoints", () => {
  test.each(goldenSuite(t5, new URL("goldens-more/t5", fixtures), { opsets: [] }))("%s", (_, run) => run());
});
