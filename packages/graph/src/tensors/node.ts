import type { AttributeValues } from "../operators/attributes.ts";
import type { Operator } from "../operators/operator.ts";
import type { KnownType } from "../types/tensor-type.ts";
import type { Tensor } from "./tensor.ts";

/** One application of an operator. An absent optional input is undefined. */
export interface Node {
  readonly op: Operator;
  readonly inputs: readonly (Tensor | undefined)[];
  readonly attributes: AttributeValues;
  readonly outputs: readonly KnownType[];
  /** The path of the parameters that the code around it works with: the prefix of the node's name. */
  readonly scope: string;
}
