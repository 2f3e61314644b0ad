import {
  add,
  clip,
  div,
  erf,
  exp,
  gelu,
  greater,
  leakyRelu,
  min,
  mish,
  mul,
  prelu,
  relu,
  scoped,
  sigmoid,
  softplus,
  sub,
  type Tensor,
  tanh,
  where,
} from "@transonnx/graph";
import { type Field, oneOf } from "../config/fields.ts";
import type { Params } from "../params/params.ts";

type Rule = (x: Tensor, p: Params) => Tensor;

const silu: Rule = (x) => mul(x, sigmoid(x));
const tanhGelu: Rule = (x) => gelu(x, "tanh");
const exactGelu: Rule = (x) => gelu(x);

/** ACT2FN of transformers' activations.py. `prelu` and `xielu` have parameters of their own. */
const rules = {
  gelu: exactGelu,
  gelu_10: (x) => clip(gelu(x), { min: -10, max: 10 }),
  gelu_accurate: tanhGelu,
  gelu_fast: tanhGelu,
  gelu_new: tanhGelu,
  gelu_python: exactGelu,
  gelu_python_tanh: tanhGelu,
  gelu_pytorch_tanh: tanhGelu,
  // biome-ignore lint/suspicious/noApproximativeNumericConstant: transformers has these six digits
  laplace: (x) => mul(add(erf(div(sub(x, 0.707107), 0.282095 * Math.SQRT2)), 1), 0.5),
  leaky_relu: (x) => leakyRelu(x, 0.01),
  linear: (x) => x,
  mish: (x) => mish(x),
  prelu: (x, p) => prelu(x, p.get("weight", [1])),
  quick_gelu: (x) => mul(x, sigmoid(mul(x, 1.702))),
  relu: (x) => relu(x),
  relu2: (x) => mul(relu(x), relu(x)),
  relu6: (x) => clip(x, { min: 0, max: 6 }),
  sigmoid: (x) => sigmoid(x),
  silu,
  swish: silu,
  tanh: (x) => tanh(x),
  xielu,
} as const satisfies Record<string, Rule>;

/** https://arxiv.org/abs/2411.13010 */
function xielu(x: Tensor, p: Params): Tensor {
  const beta = p.get("beta", []);
  const alphaPositive = softplus(p.get("alpha_p", [1]));
  const alphaNegative = add(beta, softplus(p.get("alpha_n", [1])));
  const linear = mul(beta, x);
  const below = mul(sub(sub(exp(min(x, p.get("eps", []))), 1), x), alphaNegative);
  return where(greater(x, 0), add(mul(mul(alphaPositive, x), x), linear), add(below, linear));
}

/** The names that transformers knows. */
export type Activation = keyof typeof rules;

/** The names of activations that are built, as config.json has them. */
export const activations = Object.keys(rules) as readonly Activation[];

/** A config field that names an activation. */
export const activationField = (fallback?: Activation): Field<Activation> => oneOf(activations, fallback);

/** The activation of this name; `p` is the path of the module that holds it, for those with parameters. */
export const activation = (name: Activation, p: Params, x: Tensor): Tensor => scoped(p.path, () => rules[name](x, p));
