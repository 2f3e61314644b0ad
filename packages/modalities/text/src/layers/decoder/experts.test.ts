import { expect, test } from "@jest/globals";
import { createParams } from "@transonnx/core";
import { arrayOf, evaluate, input, toNumbers } from "@transonnx/graph";
import { sparseExperts } from "./experts.ts";

/** Experts that give 1, 10 and 100 times the square of x, by how likely the router finds them. */
const scale = [1, 10, 100];

async function mixture(likelihoods: readonly number[], normalized: boolean): Promise<number> {
  const weights = new Map([["gate.weight", arrayOf("float32", [3, 1], likelihoods.map(Math.log))]]);
  for (const [i, factor] of scale.entries()) {
    weights.set(`experts.${i}.gate_proj.weight`, arrayOf("float32", [1, 1], [1]));
    weights.set(`experts.${i}.up_proj.weight`, arrayOf("float32", [1, 1], [1]));
    weights.set(`experts.${i}.down_proj.weight`, arrayOf("float32", [1, 1], [factor]));
  }
  const config = {
    num_experts: 3,
    num_experts_per_tok: 2,
    moe_intermediate_size: 1,
    hidden_act: "relu",
    norm_topk_prob: normalized,
  } as const;
  const y = sparseExperts(config, createParams(weights), input("x", { dtype: "float32", shape: ["b", "s", 1] }));
  const [found] = await evaluate([y], {
    inputs: { x: arrayOf("float32", [1, 1, 1], [1]) },
    parameter: (name) => weights.get(name)!,
  });
  return toNumbers(found!)[0]!;
}

test.each([
  ["takes as much of its likeliest experts as they are likely", [0.3, 0.2, 0.5], false, 0.3 + 50],
  ["or shares itself among them", [0.3, 0.2, 0.5], true, (0.3 + 50) / 0.8],
  ["takes the first of experts that are as likely", [0.25, 0.5, 0.25], false, 0.25 + 5],
])("a token %s", async (_, likelihoods, normalized, expected) => {
  expect(await mixture(likelihoods, normalized)).toBeCloseTo(expected, 4);
});
