import type { Node, Operator, Tensor } from "@transonnx/graph";

/** How an operator was written before its newest form. */
export interface OlderForm {
  readonly op: Operator;
  /** Opsets below this one need the older form. */
  readonly until: number;
  /** undefined: this use of the operator has no older form. */
  readonly write: (node: Node) => readonly Tensor[] | undefined;
}
