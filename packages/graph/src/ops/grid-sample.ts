import { type Sampling, sampleGrid } from "../kernels/grid-sample.ts";
import { allocateFloats, floatsOf } from "../kernels/matmul.ts";
import { apply } from "../operators/apply.ts";
import { int, string } from "../operators/attributes.ts";
import { primitive, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { Dim } from "../types/dim.ts";
import { sizeOf } from "../types/shape.ts";
import { showType } from "../types/tensor-type.ts";

const modes = ["linear", "nearest", "cubic"];
const paddings = ["zeros", "border", "reflection"];

export const GridSample = primitive({
  name: "GridSample",
  since: 20,
  inputs: ["X", "grid"],
  outputs: ["Y"],
  attributes: { align_corners: int(0), mode: string("linear"), padding_mode: string("zeros") },
  infer([x, grid], { mode, padding_mode }) {
    if (!modes.includes(mode)) throw new Error(`mode "${mode}" is none of ${modes.join(", ")}`);
    if (!paddings.includes(padding_mode))
      throw new Error(`padding_mode "${padding_mode}" is none of ${paddings.join(", ")}`);
    const rank = x!.shape.length;
    if (grid!.shape.length !== rank || grid!.shape.at(-1) !== rank - 2 || grid!.shape[0] !== x!.shape[0])
      throw new Error(`the grid must be [${x!.shape[0]}, …, ${rank - 2}] of ${rank} axes, got ${showType(grid!)}`);
    return { dtype: x!.dtype, shape: [x!.shape[0]!, x!.shape[1]!, ...grid!.shape.slice(1, -1)] };
  },
});

function f32(...shape: Dim[]) {
  return { dtype: "float32" as const, shape };
}

export interface GridSampleOptions {
  /** Default "linear". */
  readonly mode?: Sampling["mode"];
  /** What stands beyond the edges. Default "zeros". */
  readonly padding?: Sampling["padding"];
  /** Whether -1 and 1 are the middles of the first and last elements, not their outer edges. Default false. */
  readonly alignCorners?: boolean;
}

/** x[b, c, …] sampled at grid[b, …places, axes] -> [b, c, …places]. */
export const gridSample = (
  x: Tensor,
  grid: Tensor,
  { mode = "linear", padding = "zeros", alignCorners = false }: GridSampleOptions = {},
): Tensor => apply(GridSample, [x, grid], { mode, padding_mode: padding, align_corners: alignCorners ? 1 : 0 });

export const GridSampleReference = reference(GridSample, {
  doc: "What X holds at the places that the grid names, -1 to 1 across each axis, the last axis first. https://arxiv.org/abs/1506.02025",
  evaluate([x, grid], { align_corners, mode, padding_mode }) {
    const [batch, channels, ...spatial] = x!.shape as [number, number, ...number[]];
    const shape = [batch, channels, ...grid!.shape.slice(1, -1)];
    const data = allocateFloats(x!.dtype, sizeOf(shape));
    sampleGrid(floatsOf(x!), floatsOf(grid!), data, batch, channels, spatial, {
      mode: mode as Sampling["mode"],
      padding: padding_mode as Sampling["padding"],
      alignCorners: align_corners === 1,
    });
    return { dtype: x!.dtype, shape, data };
  },
  samples: [
    { inputs: [f32("b", 2, "h", 4), f32("b", 3, "w", 2)] },
    { inputs: [f32(1, 2, 5, 4), f32(1, "n", 1, 2)], attributes: { padding_mode: "border", align_corners: 1 } },
    { inputs: [f32(1, 2, 5, 4), f32(1, "n", 1, 2)], attributes: { padding_mode: "reflection", mode: "nearest" } },
    { inputs: [f32(1, 2, 5, 4), f32(1, "n", 1, 2)], attributes: { mode: "cubic" } },
  ],
});
