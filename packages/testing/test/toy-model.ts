import {
  configParser,
  count,
  defineModel,
  embedding,
  type Forward,
  linear,
  type ModelDefinition,
  type ModelSpec,
  oneOf,
} from "@transonnx/core";
import { neg, relu, type Tensor } from "@transonnx/graph";
import { TextEncoderOnnxConfig } from "@transonnx/text";
import { conformanceReport } from "../src/conformance/conformance-report.ts";
import { type ConformanceOptions, conformanceSuite } from "../src/conformance/conformance-suite.ts";
import { draftGolden } from "../src/conformance/draft-golden.ts";

export const parseToy = configParser("toy", {
  vocab_size: count(11),
  hidden_size: count(4),
  act: oneOf(["relu", "neg"], "relu"),
});
export type ToyConfig = ReturnType<typeof parseToy>;

export class ToyOnnxConfig extends TextEncoderOnnxConfig<ToyConfig> {
  get inputs() {
    return { input_ids: this.textAxes };
  }
}

export const words = (
  c: ToyConfig,
  p: Parameters<Forward<ToyConfig>>[1],
  { input_ids }: Readonly<Record<string, Tensor>>,
) => embedding(p.at("words"), input_ids!, c.vocab_size, c.hidden_size);

export const forward: Forward<ToyConfig> = (c, p, x) => {
  const act = c.act === "neg" ? neg : relu;
  return { last_hidden_state: act(linear(p.at("dense"), words(c, p, x), c.hidden_size)) };
};

/** A model that passes, with what is given in the place of its own. */
export const toy = (changed: Partial<ModelSpec<ToyConfig>> & { forward?: Forward<ToyConfig> } = {}): ModelDefinition =>
  defineModel<ToyConfig>({
    modelType: "toy",
    parseConfig: parseToy,
    onnxConfig: ToyOnnxConfig,
    tasks: { "feature-extraction": { architecture: "ToyModel", forward: changed.forward ?? forward } },
    mayHold: [],
    ...changed,
  });

export const config = { model_type: "toy", hidden_size: 4, vocab_size: 11 };

/** What the toy gives, as its own evaluation has it. */
export const golden = await draftGolden(toy(), config, "feature-extraction");

/** The report of a definition: which checks failed, and the text. */
export async function tried(definition: ModelDefinition, options: ConformanceOptions = { goldens: [golden] }) {
  const report = await conformanceReport(conformanceSuite(definition, options), definition.modelType);
  const failed = report.rows
    .filter(({ passed }) => !passed)
    .map(({ name }) => name.replace("feature-extraction: ", ""));
  return { ...report, failed };
}
