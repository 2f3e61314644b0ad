import {
  add,
  addDims,
  cast,
  type Dim,
  div,
  divideDims,
  equal,
  expand,
  gather,
  greaterOrEqual,
  less,
  minDims,
  mul,
  multiplyDims,
  range,
  reshape,
  scalar,
  size as sizeOf,
  sub,
  subtractDims,
  type Tensor,
  unsqueeze,
  where,
} from "@transonnx/graph";
import type { Grid } from "../patches.ts";
import { type Places, partsOf, placesAt, vectorsAt } from "./places.ts";

// Windows of Swin (https://arxiv.org/abs/2103.14030), as in transformers' modeling_swin.py: the grid is padded at the bottom and
// at the right to whole windows, then rolled up and to the left by the shift, then cut.
// Each of the two directions is one Gather by numbers that are computed when the graph runs.

/** A grid cut into square windows. */
export interface Windows {
  /** The side of a window. */
  readonly side: number;
  /** How many windows a grid is cut into. */
  readonly count: Dim;
  /** The places in the grid of what lies in the windows, window by window. */
  readonly from: Places;
  /** The places in the windows of what lies in the grid, int64[h*w]. */
  readonly to: Tensor;
  /** What is added to the scores of places that are neighbours only because the grid was rolled, [count, side^2, side^2]. */
  readonly mask?: Tensor;
}

/** What transformers adds to a score across the edge of the picture. */
const ACROSS_EDGE = -100;

/** Cuts a grid into windows of side x side, after it was rolled by `shift` places in both directions. Default 0. */
export function windowsOf(grid: Grid, side: number, shift: Dim = 0): Windows {
  const axes = grid.map((length) => axisOf(length, side, shift));
  const [down, across] = axes as [Axis, Axis];
  const [rows, columns] = [asRows(down.from, down, side), asColumns(across.from, across, side)];
  const perRow = multiplyDims(across.count, side * side);
  const to = add(
    unsqueeze(place(down.to, side, perRow, side), 1),
    unsqueeze(place(across.to, side, side * side, 1), 0),
  );
  const count = multiplyDims(down.count, across.count);
  const places = {
    side,
    count,
    from: placesAt(
      rows,
      columns,
      grid,
      axes.some(({ padded }, i) => padded !== grid[i]),
    ),
    to: reshape(to, [multiplyDims(...grid)]),
  };
  return shift === 0 ? places : { ...places, mask: edgeMask(axes as [Axis, Axis], count, side) };
}

/** x[b, h*w, c] -> [b*count, side^2, c]. */
export function windowPartition(windows: Windows, x: Tensor): Tensor {
  const [b, , c] = x.type.shape as readonly [Dim, Dim, Dim];
  return reshape(vectorsAt(windows.from, x), [multiplyDims(b, windows.count), windows.side ** 2, c]);
}

/** What `windowPartition` cut, put together again, without the padding: y[b*count, side^2, c] -> [b, h*w, c]. */
export function windowReverse(windows: Windows, y: Tensor): Tensor {
  const [windowsOfAll, places, c] = y.type.shape as readonly [Dim, number, Dim];
  const b = divideDims(windowsOfAll, windows.count)!;
  return gather(reshape(y, [b, multiplyDims(windows.count, places), c]), windows.to, 1);
}

/** The mask for the windows of b pictures, [b*count, 1, side^2, side^2]; undefined where the grid was not rolled. */
export function windowMask({ mask, count, side }: Windows, b: Dim): Tensor | undefined {
  if (!mask) return undefined;
  const places = side ** 2;
  return reshape(expand(mask, [b, count, places, places]), [multiplyDims(b, count), 1, places, places]);
}

/**
 * The shift of every other layer: half a window, and none where a single window covers the shorter side of the grid, or is as long as
 * that of the grid that the config's pictures have. The paper's layers are built so, transformers' remember it from the first such
 * picture on; where the config's pictures are too small for a window, transformers does not run them.
 */
export function shiftOf([h, w]: Grid, side: number, trained?: Grid): Dim {
  if (trained && minDims(...trained) === side) return 0;
  const half = Math.floor(side / 2);
  const larger = subtractDims(0, minDims(0, subtractDims(side, minDims(h, w)))); // max(0, min(h, w) - side)
  return minDims(half, multiplyDims(half, larger));
}

/** One axis of a grid. */
interface Axis {
  /** How many windows lie along it. */
  readonly count: Dim;
  /** Its length in whole windows. */
  readonly padded: Dim;
  /** Where each place of the rolled axis comes from, int64[padded]. */
  readonly from: Tensor;
  /** Where each place goes, int64[length]. */
  readonly to: Tensor;
  /** 1 for what was rolled over the edge, int64[padded]. */
  readonly rolled: Tensor;
}

function axisOf(length: Dim, side: number, shift: Dim): Axis {
  const count = partsOf(length, side);
  const padded = multiplyDims(count, side);
  const start = subtractDims(padded, shift);
  const around = (from: Dim, places: Dim) => {
    const at = range(from, addDims(from, places));
    return where(less(at, sizeOf(padded)), at, sub(at, sizeOf(padded)));
  };
  return {
    count,
    padded,
    from: shift === 0 ? range(0, padded) : around(shift, padded),
    to: shift === 0 ? range(0, length) : around(start, length),
    rolled: cast(greaterOrEqual(range(0, padded), sizeOf(start)), "int64"),
  };
}

const asRows = (x: Tensor, { count }: Axis, side: number) => reshape(x, [count, 1, side, 1]);
const asColumns = (x: Tensor, { count }: Axis, side: number) => reshape(x, [1, count, 1, side]);

/** Where a place of an axis lies among windows: `window` apart from one to the next, and `step` within. */
const place = (at: Tensor, side: number, window: Dim, step: number): Tensor =>
  add(step === 1 ? at : mul(at, step), mul(div(at, side), sizeOf(subtractDims(window, side * step))));

function edgeMask([down, across]: readonly [Axis, Axis], count: Dim, side: number): Tensor {
  const regions = add(mul(asRows(down.rolled, down, side), 2), asColumns(across.rolled, across, side));
  const region = reshape(regions, [count, side ** 2]);
  return where(equal(unsqueeze(region, 1), unsqueeze(region, 2)), scalar(0), scalar(ACROSS_EDGE));
}
