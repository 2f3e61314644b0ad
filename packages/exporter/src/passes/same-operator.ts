import type { Operator } from "@transonnx/graph";

/** An operator's domain, name and version. In a program with two copies of `@transonnx/graph`, each has objects of its own. */
export const operatorId = ({ domain, name, since }: Operator): string => `${domain}:${name}:${since}`;

/** Whether two operators are one, of whichever copy. */
export const isSame = (op: Operator, other: Operator): boolean =>
  op.name === other.name && op.domain === other.domain && op.since === other.since;
