import { describe, expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import { goldenGraph, goldenTensors, modelSuite, readGoldens } from "@transonnx/testing";
import { gemma, gemma2, gemma3Text } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

describe.each([gemma, gemma2, gemma3Text])("$modelType", (definition) => {
  test.each(modelSuite(definition, fixtures))("%s", (_, run) => run());
});

test("Gemma 3 is this graph", () => {
  const goldens = readGoldens(new URL("goldens/gemma3_text", fixtures));
  const golden = goldens.find(({ task }) => task === "text-generation-with-past")!;
  expect(print(goldenGraph(gemma3Text, golden, goldenTensors(golden)).outputs)).toMatchSnapshot();
});
