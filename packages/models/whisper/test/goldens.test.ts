import { expect, test } from "@jest/globals";
import { print } from "@transonnx/graph";
import { goldenGraphs, goldenTensors, modelSuite, readGoldens } from "@transonnx/testing";
import { whisper } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

test.each(modelSuite(whisper, fixtures))("%s", (_, run) => run());

test("is these graphs", () => {
  const goldens = readGoldens(new URL("goldens/whisper", fixtures));
  const golden = goldens.find(({ task }) => task === "automatic-speech-recognition-with-past")!;
  const graphs = Object.entries(goldenGraphs(whisper, golden, goldenTensors(golden)));
  expect(graphs.map(([name, { outputs }]) => `${name}\n${print(outputs)}`).join("\n")).toMatchSnapshot();
});
