import type { WeightSource } from "../model.ts";
import type { WireReader } from "../wire/reader.ts";

/** What the parts of a reader share. */
export interface ReadContext {
  readonly wire: WireReader;
  /** Weights that were left in the file. */
  weights(start: number, end: number): WeightSource;
}

/** Where a message lies in the file. */
export interface Range {
  readonly start: number;
  readonly end: number;
}
