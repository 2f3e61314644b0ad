import type { Operator } from "@transonnx/graph";

/** Whether two operators are one, of whichever copy. */
export const isSame = (op: Operator, other: Operator): boolean =>
  op.name === other.name && op.domain === other.domain && op.since === other.since;
