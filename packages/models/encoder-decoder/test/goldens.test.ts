import { describe, expect, test } from "@jest/globals";
import { resolveDefinition } from "@transonnx/core";
import { print } from "@transonnx/graph";
import {
  contractOf,
  generationSuite,
  goldenGraphs,
  goldenSuite,
  goldenTensors,
  readContracts,
  readGoldens,
  showContract,
} from "@transonnx/testing";
import { encoderDecoder } from "../src/index.ts";
import { registry } from "./registry.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);
const goldens = new URL("goldens/encoder-decoder", fixtures);
const golden = readGoldens(goldens).find(({ task }) => task === "text2text-generation-with-past")!;
const bertGpt2 = await resolveDefinition(encoderDecoder, golden.config, registry);

describe("BERT and GPT-2 are as PyTorch computes them", () => {
  test.each(goldenSuite(encoderDecoder, goldens, { registry, opsets: [13] }))("%s", (_, run) => run());
});

describe("generation with a cache is generation without one", () => {
  test.each(generationSuite(encoderDecoder, goldens, { registry }))("%s", (_, run) => run());
});

describe("so are other encoders and decoders", () => {
  const others = new URL("goldens-more/encoder-decoder", fixtures);
  test.each(goldenSuite(encoderDecoder, others, { registry, opsets: [] }))("%s", (_, run) => run());
});

test("has the names, order and axes of optimum", () => {
  const contract = readContracts(new URL("contract.json", fixtures))["encoder-decoder"]!;
  expect(showContract(contractOf(bertGpt2, golden.config))).toBe(showContract(contract));
});

test("has these graphs", () => {
  const { decoder_with_past_model: decoder } = goldenGraphs(bertGpt2, golden, goldenTensors(golden));
  expect(print(decoder!.outputs)).toMatchSnapshot();
});
