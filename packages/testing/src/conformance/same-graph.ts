import { targetOf } from "@transonnx/exporter";
import { type NDArray, print, topologicalOrder } from "@transonnx/graph";
import { encodeModel } from "@transonnx/onnx";
import { modelsOf } from "../goldens/run-golden.ts";
import { ConformanceError } from "./conformance-error.ts";
import { buildSubject, type Subject } from "./subject.ts";

/** The graphs as text: printed, with what the printing leaves out of large constants. */
export const graphText = ({ graphs }: Pick<Subject, "graphs">): string =>
  Object.entries(graphs)
    .flatMap(([part, { outputs }]) => [part, print(outputs), ...constantsOf(outputs).map(digest)])
    .join("\n");

/** Constants of more elements are printed by their type alone. */
const PRINTED = 8;

function constantsOf(outputs: Subject["graphs"][string]["outputs"]): readonly NDArray[] {
  const tensors = [
    ...topologicalOrder(Object.values(outputs)).flatMap(({ inputs }) => inputs),
    ...Object.values(outputs),
  ];
  return tensors.flatMap((tensor) =>
    tensor?.source.kind === "constant" && tensor.source.value.data.length > PRINTED ? [tensor.source.value] : [],
  );
}

const { imul } = Math;

/** FNV-1a of an array's bytes: enough to see that two are not the same. */
function digest({ dtype, shape, data }: NDArray): string {
  let hash = 0x811c9dc5;
  if (!Array.isArray(data)) {
    const { buffer, byteOffset, byteLength } = data as Float32Array;
    for (const byte of new Uint8Array(buffer, byteOffset, byteLength)) hash = imul(hash ^ byte, 0x01000193);
  }
  return `${dtype}[${shape.join(", ")}] ${(hash >>> 0).toString(16)}`;
}

/** The same graph and the same file each time, in whichever order the checkpoint lists its tensors. */
export async function graphsAreDeterministic(subject: Subject): Promise<void> {
  const { definition, golden, where } = subject;
  const reversed = { ...golden, tensors: [...golden.tensors].reverse() };
  const [first, again] = [graphText(subject), graphText(buildSubject(definition, reversed))];
  if (first !== again) throw differing(where, "graph", ...firstDifference(first, again));
  const target = targetOf("onnxruntime");
  const [a, b] = [subject, buildSubject(definition, golden)].map((built) =>
    modelsOf(built, { target, opset: target.opset }),
  );
  for (const part of Object.keys(subject.graphs)) {
    const [one, other] = [await encodeModel(a![part]!), await encodeModel(b![part]!)];
    const at = one.findIndex((byte, i) => byte !== other[i]);
    if (at >= 0 || one.length !== other.length)
      throw differing(`${where}, ${part}`, "file", `${one.length} bytes`, `others from byte ${at} on`);
  }
}

const differing = (where: string, what: string, expected: string, found: string) =>
  new ConformanceError(`the ${what} is another each time it is made`, {
    where,
    expected,
    found,
    advice: "Leave out random numbers, clocks, counters that outlive a call, and the order of the checkpoint's tensors",
  });

function firstDifference(a: string, b: string): [expected: string, found: string] {
  const [x, y] = [a.split("\n"), b.split("\n")];
  const at = x.findIndex((line, i) => line !== y[i]);
  return [x[at] ?? "no further line", y[at] ?? "no further line"];
}
