import {
  add,
  addDims,
  type Dim,
  floorDivide,
  gather,
  less,
  min,
  mul,
  multiplyDims,
  pad,
  reshape,
  size,
  type Tensor,
  where,
} from "@transonnx/graph";
import type { Grid } from "../patches.ts";

/** Vectors picked from a grid by row and column. */
export interface Places {
  /** Number of each place, row by row; h*w for one outside. int64[n]. */
  readonly numbers: Tensor;
  /** Whether some may lie outside. */
  readonly beyond: boolean;
}

/** How many parts of a size cover a length: the last one may reach beyond its end. */
export const partsOf = (length: Dim, part: number): Dim => floorDivide(addDims(length, part - 1), part);

/**
 * The places of a grid at `rows` and `columns`, int64 tensors that broadcast to each other. What lies below or to the right of the
 * grid is outside; `beyond` says whether there may be such places.
 */
export function placesAt(rows: Tensor, columns: Tensor, [h, w]: Grid, beyond: boolean): Places {
  const outside = size(multiplyDims(h, w));
  // A row below the grid gives a number past its end by itself; a column to the right would give one of the next row.
  const inRow = beyond ? where(less(columns, size(w)), columns, outside) : columns;
  const whole = add(mul(rows, size(w)), inRow);
  const numbers = beyond ? min(whole, outside) : whole;
  return { numbers: reshape(numbers, [multiplyDims(...numbers.type.shape)]), beyond };
}

/** x[b, h*w, c] at the places: [b, n, c], zeros outside. */
export const vectorsAt = ({ numbers, beyond }: Places, x: Tensor): Tensor =>
  gather(beyond ? pad(x, [{ axis: 1, after: 1 }]) : x, numbers, 1);
