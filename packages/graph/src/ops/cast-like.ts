import { apply } from "../operators/apply.ts";
import { int, string } from "../operators/attributes.ts";
import { composite, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { numberOfDType } from "../types/dtype-number.ts";
import { Cast } from "./cast.ts";

export const CastLike = composite({
  name: "CastLike",
  since: 15,
  inputs: ["input", "target_type"],
  outputs: ["output"],
  attributes: { saturate: int(1, { since: 19 }), round_mode: string("up", { since: 24 }) },
  expand: ([x, like], attributes) => apply(Cast, [x], { to: numberOfDType(like!.type.dtype), ...attributes }),
});

/** Model code knows its dtypes and casts; this is for graphs that do not. */
export const castLike = (x: Tensor, like: Tensor): Tensor => apply(CastLike, [x, like]);

export const CastLikeReference = reference(CastLike, {
  doc: "The elements in the dtype of another tensor.",
  samples: [
    {
      inputs: [
        { dtype: "int64", shape: ["n"] },
        { dtype: "float32", shape: [] },
      ],
    },
  ],
});
