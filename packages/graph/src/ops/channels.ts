import type { Tensor } from "../tensors/tensor.ts";
import { reshape } from "./reshape.ts";

/** The axes of [batch, channels, …] after the second. */
export const spatialAxes = ({ type }: Tensor): readonly number[] =>
  Array.from({ length: type.shape.length - 2 }, (_, i) => i + 2);

/** A vector of one number for each channel, [c, 1, …], to broadcast against x[batch, c, …]. */
export const perChannel = (vector: Tensor, x: Tensor): Tensor =>
  reshape(vector, [vector.type.shape[0]!, ...spatialAxes(x).map(() => 1)]);
