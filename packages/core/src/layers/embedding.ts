import { gather, scoped, type Tensor } from "@transonnx/graph";
import type { Params } from "../params/params.ts";

/** Rows of `weight`[rows, width] picked by ids[…] -> […, width]. */
export const embedding = (p: Params, ids: Tensor, rows: number, width: number): Tensor =>
  scoped(p.path, () => gather(p.get("weight", [rows, width]), ids));
