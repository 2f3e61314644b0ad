import type { ModelDefinition } from "@transonnx/core";
import type { ModelGraph } from "@transonnx/exporter";
import { evaluate } from "@transonnx/graph";
import type { Golden } from "../goldens/golden.ts";
import { goldenTensors } from "../goldens/golden-arrays.ts";
import { goldenGraphs } from "../goldens/run-golden.ts";
import { type GreedyStep, greedyStep } from "./greedy.ts";
import { type Arrays, memoryOf, type Texts, textInputs, withTokens } from "./texts.ts";

export interface UncachedOptions {
  readonly steps: number;
  /** The token that no step gives. */
  readonly pad: number | undefined;
  /** What the encoder of an encoder-decoder reads; the texts are the decoder's then. */
  readonly source?: Arrays;
}

/** Greedy generation by the reference evaluation, which reads the whole text at each step and keeps nothing. */
export async function generateUncached(
  definition: ModelDefinition,
  golden: Golden,
  texts: Texts,
  { steps, pad, source }: UncachedOptions,
): Promise<readonly GreedyStep[]> {
  const tensors = goldenTensors(golden);
  const graphs = goldenGraphs(definition, { ...golden, task: golden.task.replace("-with-past", "") }, tensors);
  const run = async ({ inputs, outputs }: ModelGraph, given: Arrays) => {
    const fed = Object.fromEntries(Object.keys(inputs).map((name) => [name, given[name]!]));
    const [first] = await evaluate([Object.values(outputs)[0]!], {
      inputs: fed,
      parameter: (key) => tensors.get(key)!,
    });
    return first!;
  };
  const encoder = source ? memoryOf(await run(graphs.encoder_model!, source), source) : {};
  const taken: GreedyStep[] = [];
  let text = texts;
  while (taken.length < steps) {
    const logits = await run(graphs.decoder_model ?? graphs.model!, { ...textInputs(text), ...encoder });
    const step = greedyStep(logits, pad);
    taken.push(step);
    text = withTokens(text, step.tokens);
  }
  return taken;
}
