import { apply } from "../operators/apply.ts";
import { string } from "../operators/attributes.ts";
import { composite, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { add } from "./add.ts";
import { div } from "./div.ts";
import { erf } from "./erf.ts";
import { mul } from "./mul.ts";
import { tanh } from "./tanh.ts";

export const Gelu = composite({
  name: "Gelu",
  since: 20,
  inputs: ["X"],
  outputs: ["Y"],
  attributes: { approximate: string("none") },
  elementwise: true,
  expand([x], { approximate }) {
    // In this order ONNX Runtime knows the body for what it is, and fuses it.
    if (approximate === "none") return mul(mul(x!, add(erf(div(x!, Math.SQRT2)), 1)), 0.5);
    if (approximate !== "tanh") throw new Error(`approximate must be "none" or "tanh", got "${approximate}"`);
    const cubic = mul(x!, add(mul(mul(x!, x!), 0.044715), 1));
    return mul(mul(x!, 0.5), add(tanh(mul(cubic, Math.sqrt(2 / Math.PI))), 1));
  },
});

export const gelu = (x: Tensor, approximate: "none" | "tanh" = "none"): Tensor => apply(Gelu, [x], { approximate });

export const GeluReference = reference(Gelu, {
  doc: "x times the normal distribution's share below x: by erf, or by the tanh approximation. https://arxiv.org/abs/1606.08415",
  samples: [
    { inputs: [{ dtype: "float32", shape: ["n", 3] }] },
    { inputs: [{ dtype: "float32", shape: ["n", 3] }], attributes: { approximate: "tanh" } },
  ],
});
