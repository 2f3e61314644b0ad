import { addDims, type Dim, gather, range, type Tensor, unsqueeze } from "@transonnx/graph";

/**
 * The vectors of the places of new tokens, table[places, h] with ids[b, s] -> [1, s, h]; `start` is the row of the first: a
 * past's length, and more where a table begins with rows that stand for no place. A place beyond the table is an error at
 * run time: of a mere range ONNX Runtime would make a slice, which ends with the table where a text goes on.
 */
export const learnedPositions = (table: Tensor, ids: Tensor, start: Dim): Tensor =>
  gather(table, unsqueeze(range(start, addDims(start, ids.type.shape[1]!)), 0));
