/** A module of a model: what its checkpoint's tensors have before the last dot of their names. */
export interface ModuleNode {
  /** The last part of the path: `query`. */
  readonly name: string;
  /** `bert.encoder.layer.0.attention.self.query`; "" is the whole graph. */
  readonly path: string;
  /** Operators in it, those of its modules too. */
  readonly nodes: number;
  /** Elements of the tensors in it. */
  readonly parameters: number;
  /** Its operators, the most frequent first. */
  readonly operators: readonly { readonly name: string; readonly count: number }[];
  /** In the order in which they run. */
  readonly children: readonly ModuleNode[];
  /** Which of the children reads what another one computes: indices into `children`, the earlier one first. */
  readonly edges: readonly (readonly [from: number, to: number])[];
}
