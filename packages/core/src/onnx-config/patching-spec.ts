import type { Operator } from "@transonnx/graph";

/** Writes an operator in terms of others, like the `expand` of a composite. */
export type OperatorExpansion = NonNullable<Operator["expand"]>;

/**
 * Replaces the lowering of one operator for one export. Upstream, a PatchingSpec swaps a Python function while a
 * model is being traced; here nothing is traced, and what is swapped is the body that the exporter writes wherever a
 * graph holds the operator. The operator's meaning in the reference evaluation stays as it is, so that validation
 * shows whether the replacement is right.
 */
export interface PatchingSpec {
  /** The ONNX domain that holds the operator, "" for ai.onnx (upstream: the module that holds the function). */
  readonly o: string;
  /** The operator's name in ONNX, such as "Gelu". */
  readonly name: string;
  readonly customOp: OperatorExpansion;
  /** The body in use without the spec, for an `opWrapper` that builds on it. */
  readonly origOp?: OperatorExpansion;
  /** Makes the body that is written, from `customOp`. */
  readonly opWrapper?: (customOp: OperatorExpansion, origOp?: OperatorExpansion) => OperatorExpansion;
}

/** The bodies to write instead of operators, by `operatorKey`. Of two specs for one operator the later counts. */
export function operatorOverrides(specs: readonly PatchingSpec[]): ReadonlyMap<string, OperatorExpansion> {
  return new Map(
    specs.map(({ o, name, customOp, origOp, opWrapper }) => [
      operatorKey({ domain: o, name }),
      opWrapper ? opWrapper(customOp, origOp) : customOp,
    ]),
  );
}

/** An operator's domain and name as one text; "ai.onnx" and "" are the same domain. */
export const operatorKey = ({ domain, name }: { readonly domain: string; readonly name: string }): string =>
  `${domain === "ai.onnx" ? "" : domain}::${name}`;
