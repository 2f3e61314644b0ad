import { describe, expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import { goldenGraph, goldenTensors, modelSuite, readGoldens } from "@transonnx/testing";
import { granite, llama, mistral, olmo2, phi3, qwen2, qwen3, smollm3 } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

describe.each([granite, llama, mistral, olmo2, phi3, qwen2, qwen3, smollm3])("$modelType", (definition) => {
  test.each(modelSuite(definition, fixtures))("%s", (_, run) => run());
});

test("is this graph", () => {
  const goldens = readGoldens(new URL("goldens/llama", fixtures));
  const golden = goldens.find(({ task }) => task === "text-generation-with-past")!;
  expect(print(goldenGraph(llama, golden, goldenTensors(golden)).outputs)).toMatchSnapshot();
});
