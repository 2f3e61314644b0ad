import { expect, test } from "@jest/globals";
import { buildModelGraph, type ModelGraph } from "@transonnx/exporter";
import { evaluate, type NDArray, print } from "@transonnx/graph";
import {
  goldenArray,
  goldenDifference,
  goldenGraphs,
  goldenTensors,
  modelSuite,
  readGoldens,
} from "@transonnx/testing";
import { parseSamConfig, SamOnnxConfig, sam } from "../src/index.ts";

const fixtures = new URL("../../../../fixtures/", import.meta.url);

test.each(modelSuite(sam, fixtures))("%s", (_, run) => run());

const [golden] = readGoldens(new URL("goldens/sam", fixtures));
const tensors = goldenTensors(golden!);
const parts = goldenGraphs(sam, golden!, tensors);

test("is these graphs", () => {
  for (const graph of Object.values(parts)) expect(print(graph.outputs)).toMatchSnapshot();
});

test("makes in one graph the masks that its parts make one after the other", async () => {
  const run = async ({ outputs }: ModelGraph, inputs: Readonly<Record<string, NDArray>>) => {
    const arrays = await evaluate(Object.values(outputs), { inputs, parameter: (name) => tensors.get(name)! });
    return Object.fromEntries(Object.keys(outputs).map((name, i) => [name, arrays[i]!]));
  };
  const [picture, , points] = golden!.cases.map(({ inputs }) => inputs);
  const asked = {
    input_points: goldenArray(points!.input_points!),
    input_labels: goldenArray(points!.input_labels!),
  };
  const pixels = { pixel_values: goldenArray(picture!.pixel_values!) };
  const config = parseSamConfig(golden!.config);
  const whole = buildModelGraph({ definition: sam, config, onnxConfig: new SamOnnxConfig(config), tensors });
  const found = await run(whole, { ...pixels, ...asked });
  const encoded = await run(parts.vision_encoder!, pixels);
  const expected = await run(parts.prompt_encoder_mask_decoder!, { ...encoded, ...asked });
  for (const name of ["iou_scores", "pred_masks"])
    expect(goldenDifference(name, expected[name]!, found[name]!)).toBe(0);
});
