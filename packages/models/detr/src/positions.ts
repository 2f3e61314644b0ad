import { ConfigError, type Params, type PretrainedConfig } from "@transonnx/core";
import {
  add,
  addDims,
  cast,
  concat,
  constant,
  cos,
  div,
  expand,
  gather,
  mul,
  multiplyDims,
  range,
  reshape,
  scoped,
  sin,
  size,
  type Tensor,
  unsqueeze,
} from "@transonnx/graph";
import type { Grid } from "@transonnx/vision";

/** The fields that say how places of a feature map are told apart. */
export interface PositionsConfig {
  readonly d_model: number;
  readonly position_embedding_type: "sine" | "learned";
}

/** The places of a map, [1, h*w, d_model], row by row: the first half of each vector is of its row, or, if learned, of its column. */
export function positions(c: PositionsConfig, p: Params, grid: Grid): Tensor {
  return scoped(p.path, () => {
    const half = c.d_model / 2;
    return c.position_embedding_type === "sine" ? sines(half, grid) : learned(half, p, grid);
  });
}

const TEMPERATURE = 10_000;
/** What keeps a share of nothing from being no number. */
const EPSILON = 1e-6;

/** Sines and cosines of the rows, then of the columns, counted from 1 and in shares of a full circle. */
function sines(width: number, [h, w]: Grid): Tensor {
  const frequencies = constant({
    dtype: "float32",
    shape: [width / 2],
    data: Float32Array.from({ length: width / 2 }, (_, i) => TEMPERATURE ** ((2 * i) / width)),
  });
  const along = (length: Grid[0]): Tensor => {
    const counted = cast(range(1, addDims(length, 1)), "float32");
    const angles = mul(div(counted, add(cast(size(length), "float32"), EPSILON)), 2 * Math.PI);
    const waves = div(unsqueeze(angles, 1), frequencies); // [length, width / 2]
    return reshape(concat([unsqueeze(sin(waves), 2), unsqueeze(cos(waves), 2)], 2), [length, width]);
  };
  return ofGrid(along(h), along(w), [h, w], "rows first");
}

/** Rows and columns that have learned vectors. */
const LEARNED_PLACES = 50;

function learned(width: number, p: Params, [h, w]: Grid): Tensor {
  const along = (name: string, length: Grid[0]) =>
    gather(p.get(`${name}.weight`, [LEARNED_PLACES, width]), range(0, length));
  return ofGrid(along("row_embeddings", h), along("column_embeddings", w), [h, w], "columns first");
}

/** rows[h, c] and columns[w, c] of every place -> [1, h*w, 2c]. */
function ofGrid(rows: Tensor, columns: Tensor, [h, w]: Grid, order: "rows first" | "columns first"): Tensor {
  const c = rows.type.shape[1] as number;
  const ofRows = expand(unsqueeze(rows, 1), [h, w, c]);
  const ofColumns = expand(unsqueeze(columns, 0), [h, w, c]);
  const both = concat(order === "rows first" ? [ofRows, ofColumns] : [ofColumns, ofRows], 2); // [h, w, 2c]
  return reshape(both, [1, multiplyDims(h, w), 2 * c]);
}

/** Throws ConfigError unless each half of a vector is sines and cosines, as many of both. */
export function requireWholeSines(config: PretrainedConfig & PositionsConfig): void {
  const [unit, why] = config.position_embedding_type === "sine" ? [4, "sines"] : [2, "rows and columns"];
  if (config.d_model % unit !== 0)
    throw new ConfigError({
      ...{ where: config.model_type, field: "d_model", value: config.d_model },
      expected: `a multiple of ${unit}, for positions by ${why}`,
    });
}
