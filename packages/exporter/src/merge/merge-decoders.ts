import type { GraphSpec, InitializerSpec, ModelSpec, NodeSpec, ValueSpec } from "@transonnx/onnx";
import { Names } from "../names.ts";
import { branchOf } from "./branch.ts";
import { checkMergeable, USE_CACHE_BRANCH } from "./check-mergeable.ts";
import { emptyOutput } from "./empty-output.ts";
import { SharedInitializers } from "./shared-initializers.ts";
import { unifyValue } from "./unify-value.ts";

/**
 * One model of a decoder without and one with past key values, as optimum's `merge_decoders` makes it: an `If` on the
 * input `use_cache_branch`, bool[1], that runs the decoder with past where it is true.
 *
 * Inputs are those of the decoder, then what the one with past has besides, then `use_cache_branch`. Outputs are those of
 * the decoder; the keys and values of the cross-attention, which the one with past does not compute, it gives as tensors
 * of no elements: the caller keeps the ones it has. Weights are the outer graph's, each once; initializers of one name
 * whose bytes are not in memory are one tensor. Names of nodes and values begin with that of their branch.
 *
 * @throws MergeError where the two do not fit together
 */
export function mergeDecoders(decoder: ModelSpec, decoderWithPast: ModelSpec): ModelSpec {
  checkMergeable(decoder, decoderWithPast);
  const inputs = mergedInputs(decoder.graph.inputs, decoderWithPast.graph.inputs);
  const outputs = mergedOutputs(decoder.graph.outputs, decoderWithPast.graph.outputs);
  const names = new Names([...inputs, ...outputs].map(({ name }) => name));
  const shared = new SharedInitializers(names);
  const [noPast, withPast] = lifted([decoder.graph, decoderWithPast.graph], shared);
  const choose: NodeSpec = {
    opType: "If",
    domain: "",
    name: names.fresh("merged/If"),
    inputs: [USE_CACHE_BRANCH],
    outputs: outputs.map(({ name }) => name),
    attributes: {
      then_branch: {
        kind: "graph",
        value: branchOf("with_past", withEmptyOutputs(decoderWithPast.graph, outputs), outputs, withPast, names),
      },
      else_branch: { kind: "graph", value: branchOf("no_past", decoder.graph, outputs, noPast, names) },
    },
  };
  const { irVersion, producerName, producerVersion } = decoder;
  const opsets = new Map([...decoder.opsets, ...decoderWithPast.opsets].map((opset) => [opset.domain, opset]));
  return {
    irVersion,
    opsets: [...opsets.values()],
    producerName,
    producerVersion,
    metadata: inBoth(decoder.metadata, decoderWithPast.metadata),
    graph: { name: "merged", inputs, outputs, nodes: [choose], initializers: shared.all },
  };
}

function mergedInputs(decoder: readonly ValueSpec[], withPast: readonly ValueSpec[]): ValueSpec[] {
  const more = new Map(withPast.map((input) => [input.name, input]));
  const common = decoder.map((input) => unifyValue("input", input, more.get(input.name)));
  const known = new Set(decoder.map(({ name }) => name));
  const added = withPast.filter(({ name }) => !known.has(name));
  return [...common, ...added, { name: USE_CACHE_BRANCH, dtype: "bool", shape: [1] }];
}

function mergedOutputs(decoder: readonly ValueSpec[], withPast: readonly ValueSpec[]): ValueSpec[] {
  const made = new Map(withPast.map((output) => [output.name, output]));
  return decoder.map((output) => unifyValue("output", output, made.get(output.name)));
}

/** Moves what is shared out of the graphs: for each the names under which its initializers are found outside. */
function lifted(
  graphs: readonly [GraphSpec, GraphSpec],
  shared: SharedInitializers,
): readonly [Map<string, string>, Map<string, string>] {
  const found = [new Map<string, string>(), new Map<string, string>()] as const;
  // Weights come first: of a weight and a constant that have one name, the weight keeps it.
  for (const inMemory of [false, true])
    graphs.forEach(({ initializers }, i) => {
      for (const initializer of initializers)
        if (initializer.data instanceof Uint8Array === inMemory && !staysInBranch(initializer))
          found[i]!.set(initializer.name, shared.add(initializer));
    });
  return found;
}

/** A constant below this many bytes may stay in its branch. */
const BRANCH_BYTES = 1024;

/**
 * Single numbers and lists of sizes stay where they are used, as in optimum's files: the optimizers of ONNX Runtime and
 * the kernels that want such an input constant do not all look for it in the outer graph.
 */
function staysInBranch({ dtype, shape, data }: InitializerSpec): boolean {
  if (!(data instanceof Uint8Array) || data.length >= BRANCH_BYTES) return false;
  return shape.length === 0 || (shape.length === 1 && (dtype === "int32" || dtype === "int64"));
}

function withEmptyOutputs(graph: GraphSpec, outputs: readonly ValueSpec[]): GraphSpec {
  const made = new Set(graph.outputs.map(({ name }) => name));
  const missing = outputs.filter(({ name }) => !made.has(name));
  return { ...graph, nodes: [...graph.nodes, ...missing.map(emptyOutput)] };
}

function inBoth(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(a).filter(([key, value]) => Object.hasOwn(b, key) && b[key] === value));
}
