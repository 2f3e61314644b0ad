import { describe, expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import {
  evaluateGolden,
  GOLDEN_TOLERANCE,
  goldenGraphs,
  goldenTensors,
  modelSuite,
  readGoldens,
} from "@transonnx/testing";
import { mt5, t5 } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

describe.each([t5, mt5])("$modelType", (definition) => {
  const goldens = readGoldens(new URL(`goldens/${definition.modelType}`, fixtures));
  const golden = goldens.find(({ task }) => task === "text2text-generation-with-past")!;

  test.each(modelSuite(definition, fixtures))("%s", (_, run) => run());

  test.each(["encoder", "decoder"])("a checkpoint may hold the words as those of the %s alone", async (part) => {
    const rename = (name: string) => (name === "shared.weight" ? `${part}.embed_tokens.weight` : name);
    const tensors = new Map([...goldenTensors(golden)].map(([name, tensor]) => [rename(name), tensor]));
    expect(tensors.has("shared.weight")).toBe(false);
    expect(await evaluateGolden(definition, golden, tensors)).toBeLessThanOrEqual(GOLDEN_TOLERANCE);
  });

  test("has these graphs", () => {
    const graphs = Object.entries(goldenGraphs(definition, golden, goldenTensors(golden)));
    expect(graphs.map(([name, { outputs }]) => `${name}\n${print(outputs)}`).join("\n")).toMatchSnapshot();
  });
});
