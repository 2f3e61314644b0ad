import { expect, test } from "@jest/globals";
import { resolveDefinition } from "@transonnx/core";
import { print } from "@transonnx/graph";
import { goldenGraphs, goldenTensors, modelSuite, readGoldens } from "@transonnx/testing";
import { encoderDecoder } from "../src/index.ts";
import { registry } from "./registry.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

test.each(modelSuite(encoderDecoder, fixtures, { registry }))("%s", (_, run) => run());

test("has these graphs", async () => {
  const goldens = readGoldens(new URL("goldens/encoder-decoder", fixtures));
  const golden = goldens.find(({ task }) => task === "text2text-generation-with-past")!;
  const bertGpt2 = await resolveDefinition(encoderDecoder, golden.config, registry);
  const { decoder_with_past_model: decoder } = goldenGraphs(bertGpt2, golden, goldenTensors(golden));
  expect(print(decoder!.outputs)).toMatchSnapshot();
});
