import { expect, test } from "@jest/globals";
import { resolveDefinition } from "@transonnx/core";
import { print } from "@transonnx/graph";
import { goldenGraphs, goldenTensors, modelSuite, readGoldens } from "@transonnx/testing";
import { visionEncoderDecoder } from "../src/index.ts";
import { registry } from "./registry.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

test.each(modelSuite(visionEncoderDecoder, fixtures, { registry }))("%s", (_, run) => run());

test("has these graphs", async () => {
  const goldens = readGoldens(new URL("goldens-more/vision-encoder-decoder", fixtures));
  const golden = goldens.find(({ variant }) => variant === "vit-trocr")!;
  const vitTrocr = await resolveDefinition(visionEncoderDecoder, golden.config, registry);
  const { decoder_with_past_model: decoder } = goldenGraphs(vitTrocr, golden, goldenTensors(golden));
  expect(print(decoder!.outputs)).toMatchSnapshot();
});
