import { OpsetError, type Target, targetNames, targetOf } from "@transonnx/exporter";
import { applyAll, constant, evaluate, input, type Operator, topologicalOrder } from "@transonnx/graph";
import { checkSamples } from "../operator-conformance/check-samples.ts";
import { difference } from "../operator-conformance/difference.ts";
import { runLowered } from "../operator-conformance/run-lowered.ts";
import { chooseSizes, sampleArrays } from "../operator-conformance/sample-arrays.ts";
import { samplesOf } from "../operator-conformance/samples-of.ts";
import { ConformanceError } from "./conformance-error.ts";
import type { Subject } from "./subject.ts";

/** Domains that ONNX Runtime has kernels for. */
const KNOWN_DOMAINS: readonly string[] = ["", "com.microsoft"];
const OLDEST_OPSET = 13;

/** The operators of the author's own that graphs hold: those of other domains than ONNX's and ONNX Runtime's. */
export const ownOperators = ({ graphs }: Pick<Subject, "graphs">): readonly Operator[] => {
  const nodes = Object.values(graphs).flatMap(({ outputs }) => topologicalOrder(Object.values(outputs)));
  return [...new Set(nodes.map(({ op }) => op))].filter(({ domain }) => !KNOWN_DOMAINS.includes(domain));
};

/**
 * An operator's samples build, infer and evaluate alike at two sizes of each symbol, and ONNX Runtime computes the same of what
 * is written for each target and at opset 13.
 */
export async function operatorHolds(op: Operator): Promise<void> {
  const where = `operator ${op.domain}:${op.name}`;
  try {
    await checkSamples(op);
  } catch (cause) {
    throw new ConformanceError("a sample does not hold", {
      ...{ where, expected: "types and values that agree at every size", found: (cause as Error).message, cause },
      advice: "Correct infer, evaluate, expand, or the sample",
    });
  }
  for (const name of targetNames) await samplesRun(op, `${where}, for ${name}`, targetOf(name).opset, targetOf(name));
  await samplesRun(op, `${where}, opset ${OLDEST_OPSET}`, OLDEST_OPSET);
}

async function samplesRun(op: Operator, where: string, opset: number, target?: Target): Promise<void> {
  for (const [i, sample] of samplesOf(op).entries()) {
    const { attributes = {}, outputs: count = 1 } = sample;
    const arrays = sampleArrays(sample, chooseSizes(sample, 2));
    const tensors = sample.inputs.map(
      (type, k) => type && ("data" in type ? constant(type) : input(`${k}`, arrays[k]!)),
    );
    const named = <T>(all: readonly (T | undefined)[]): Record<string, T> =>
      Object.fromEntries(all.flatMap((x, k) => (x && tensors[k]!.source.kind === "input" ? [[`${k}`, x]] : [])));
    const results = applyAll(op, tensors, attributes, count);
    const expected = await evaluate(results, { inputs: named(arrays) });
    const outputs = Object.fromEntries(results.map((tensor, k) => [`out${k}`, tensor]));
    const found = await runLowered(named(tensors), outputs, named(arrays), opset, target).catch((cause: Error) => {
      throw notRun(op, `${where}, sample ${i}`, cause);
    });
    const differing = expected.map((array, k) => difference(found[`out${k}`]!, array)).find((text) => text);
    if (differing)
      throw new ConformanceError("ONNX Runtime computes something else than the operator's definition", {
        ...{ where: `${where}, sample ${i}`, expected: "the values of its body or kernel", found: differing },
        advice: "Correct the operator's body",
      });
  }
}

function notRun(op: Operator, where: string, cause: Error): ConformanceError {
  if (cause instanceof OpsetError)
    return new ConformanceError("the operator's body cannot be written", {
      ...{ where, found: cause.message, cause },
      advice: "Write the body with operators that the opset has",
    });
  return new ConformanceError("no runtime has the operator, and it is not written as its body", {
    where,
    expected: "nodes of ONNX's own operators",
    found: cause.message,
    advice: op.expand
      ? "Give it a domain of its own: ONNX's has no such operator"
      : "Define it with composite in place of primitive: its body is what files hold",
    cause,
  });
}
