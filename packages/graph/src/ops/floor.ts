import { apply } from "../operators/apply.ts";
import { unary, unaryReference } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Floor = unary({
  name: "Floor",
  since: 13,
});

export const floor = (x: Tensor): Tensor => apply(Floor, [x]);

export const FloorReference = unaryReference(Floor, {
  doc: "The largest integer that is not above x.",
  f: Math.floor,
});
