import { describe, expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import { goldenGraph, goldenTensors, modelSuite, readGoldens } from "@transonnx/testing";
import { bart, m2m100, marian, mbart, pegasus } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

describe.each([bart, m2m100, marian, mbart, pegasus])("$modelType", (definition) => {
  test.each(modelSuite(definition, fixtures))("%s", (_, run) => run());
});

test("BART's decoder alone is this graph", () => {
  const goldens = readGoldens(new URL("goldens/bart", fixtures));
  const golden = goldens.find(({ task }) => task === "text-generation-with-past")!;
  expect(print(goldenGraph(bart, golden, goldenTensors(golden)).outputs)).toMatchSnapshot();
});
