import { expect, test } from "@jest/globals";
import {
  add,
  attention,
  cast,
  gather,
  gelu,
  layerNormalization,
  mul,
  reshape,
  softmax,
  split,
  transpose,
} from "./ops/index.ts";
import { print } from "./print.ts";
import { scalar } from "./tensors/constant.ts";
import { scoped } from "./tensors/scope.ts";
import { input, parameter } from "./tensors/tensor.ts";

const f32 = (...shape: (number | string)[]) => ({ dtype: "float32", shape }) as const;

test("a graph is a node a line, with types and scopes", () => {
  const ids = input("input_ids", { dtype: "int64", shape: ["batch_size", "sequence_length"] });
  const x = scoped("embeddings", () => {
    const words = gather(parameter("embeddings.word.weight", f32(100, 8)), ids);
    return layerNormalization(words, parameter("embeddings.norm.weight", f32(8)), undefined, 1e-12);
  });
  const y = scoped("encoder.layer.0", () => {
    const heads = transpose(reshape(x, ["batch_size", "sequence_length", 2, 4]), [0, 2, 1, 3]);
    const seen = transpose(attention(heads, heads, heads), [0, 2, 1, 3]);
    return add(x, gelu(reshape(seen, ["batch_size", "sequence_length", 8])));
  });
  expect(`\n${print({ last_hidden_state: y })}\n`).toMatchInlineSnapshot(`
"
%0 = Gather(embeddings.word.weight, input_ids) : float32[batch_size, sequence_length, 8]  # embeddings
%1 = LayerNormalization(%0, embeddings.norm.weight, epsilon=1e-12) : float32[batch_size, sequence_length, 8]  # embeddings
%2 = Reshape(%1, [0, 0, 2, 4]) : float32[batch_size, sequence_length, 2, 4]  # encoder.layer.0
%3 = Transpose(%2, perm=[0,2,1,3]) : float32[batch_size, 2, sequence_length, 4]  # encoder.layer.0
%4 = Attention(%3, %3, %3) : float32[batch_size, 2, sequence_length, 4]  # encoder.layer.0
%5 = Transpose(%4, perm=[0,2,1,3]) : float32[batch_size, sequence_length, 2, 4]  # encoder.layer.0
%6 = Reshape(%5, [0, 0, 8]) : float32[batch_size, sequence_length, 8]  # encoder.layer.0
%7 = Gelu(%6) : float32[batch_size, sequence_length, 8]  # encoder.layer.0
%8 = Add(%1, %7) : float32[batch_size, sequence_length, 8]  # encoder.layer.0
last_hidden_state = %8
"
`);
});

test("constants, halves, sizes, several outputs", () => {
  const x = input("x", f32("b", "s", 6));
  const [first, second] = split(x, 2, [2, 4]) as [typeof x, typeof x];
  const half = mul(cast(first, "float16"), 0.1);
  const flat = reshape(second, ["s", "b", 4]);
  expect(`\n${print({ half, flat, weights: softmax(second, 1), one: scalar(1) })}\n`).toMatchInlineSnapshot(`
"
%0 = Split(x, [2, 4], axis=2) : float32[b, s, 2], float32[b, s, 4]
%1 = Cast(%0.0, to=10) : float16[b, s, 2]
%2 = Mul(%1, 0.0999756) : float16[b, s, 2]
%3 = Reshape(%0.1, [s, b, 4]) : float32[s, b, 4]
%4 = Softmax(%0.1, axis=1) : float32[b, s, 4]
half = %2
flat = %3
weights = %4
one = 1
"
`);
});
