import { evaluate, type NDArray } from "@transonnx/graph";
import { drawTensor } from "../goldens/draw.ts";
import type { GoldenValue } from "../goldens/golden.ts";
import { goldenArray } from "../goldens/golden-arrays.ts";
import { ConformanceError } from "./conformance-error.ts";
import { type Arrays, type Subject, usedParameters } from "./subject.ts";

/** Every tensor of the golden's checkpoint is read or in `mayHold`, and what is read is part of the graph. */
export async function parametersAreRead({ graphs, definition, golden, where }: Subject): Promise<void> {
  const read = new Set(Object.values(graphs).flatMap(({ parameters }) => [...parameters]));
  const known = [...definition.mayHold, ...Object.values(definition.tasks).flatMap((task) => task?.mayHold ?? [])];
  const [first, ...others] = Object.values(graphs);
  // What a part that is written alone leaves, other parts read.
  const isPart = others.length === 0 && first?.onnxConfig.part !== undefined;
  const unread = (isPart ? [] : golden.tensors).filter(
    ({ name }) => !read.has(name) && !known.some((pattern) => pattern.test(name)),
  );
  if (unread.length > 0)
    throw new ConformanceError("tensors of the checkpoint are not read", {
      where,
      expected: "each to be read by the task, or allowed by mayHold",
      found: namesOf(unread.map(({ name }) => name)),
      advice: "Read them where the model computes with them; what belongs to other tasks goes into mayHold",
    });
  const used = usedParameters({ graphs });
  const dropped = [...read].filter((name) => !used.has(name));
  if (dropped.length > 0)
    throw new ConformanceError("tensors are asked for, and no output depends on them", {
      where,
      expected: "each to lead to an output",
      found: namesOf(dropped),
      advice: "Use what p.get returns, or do not ask for it",
    });
}

/**
 * Every tensor that is read changes an output of some case when it changes: by a bit at least, as a bias of keys before a softmax
 * does. Those that the golden lists as `unused` need not.
 */
export async function parametersMatter(subject: Subject): Promise<void> {
  const silent = new Set(subject.golden.unused);
  const used = [...usedParameters(subject)].filter((name) => !silent.has(name));
  const runs = runsOf(subject);
  const without: string[] = [];
  for (const name of used) if (!(await matters(subject, runs, name))) without.push(name);
  if (without.length > 0)
    throw new ConformanceError("tensors can have any values: the outputs stay the same", {
      where: subject.where,
      expected: "each tensor to change an output of some case",
      found: namesOf(without),
      advice:
        "Look for a product with 0, a mask that hides everything, a wrong axis; or give the golden a case that shows them, or list them in its `unused`",
    });
}

interface Run {
  readonly part: string;
  readonly inputs: Arrays;
  usual?: Promise<readonly NDArray[]>;
}

/** The cases of all parts, small ones first. */
const runsOf = ({ graphs, golden }: Subject): Run[] =>
  Object.keys(graphs)
    .flatMap((part) =>
      golden.cases
        .filter(({ file }) => file === `${part}.onnx`)
        .map((one): Run => ({ part, inputs: arraysOf(one.inputs) })),
    )
    .sort((a, b) => elementsOf(a) - elementsOf(b));

const arraysOf = (values: Readonly<Record<string, GoldenValue>>): Arrays =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, goldenArray(value)]));

const elementsOf = ({ inputs }: Run): number => Object.values(inputs).reduce((sum, { data }) => sum + data.length, 0);

async function matters({ graphs, tensors }: Subject, runs: readonly Run[], name: string): Promise<boolean> {
  const changed = perturbed(name, tensors.get(name)!);
  for (const run of runs) {
    const { outputs, parameters } = graphs[run.part]!;
    if (!parameters.has(name)) continue;
    const evaluated = (parameter: (key: string) => NDArray) =>
      evaluate(Object.values(outputs), { inputs: run.inputs, parameter });
    run.usual ??= evaluated((key) => tensors.get(key)!);
    const [before, after] = [await run.usual, await evaluated((key) => (key === name ? changed : tensors.get(key)!))];
    if (after.some(({ data }, i) => differs(data, before[i]!.data))) return true;
  }
  return false;
}

/** Other values everywhere, each by its own amount, none of them smaller: variances stay positive. */
function perturbed(name: string, tensor: NDArray): NDArray {
  if (tensor.dtype !== "float32") return tensor;
  const { data } = tensor as { data: Float32Array };
  const noise = drawTensor(`conformance ${name}`, data.length, 0.5, 0.4);
  return { ...tensor, data: data.map((value, i) => value + noise[i]! * Math.max(0.5, Math.abs(value))) };
}

const differs = (a: NDArray["data"], b: NDArray["data"]): boolean =>
  Array.prototype.some.call(a, (value, i) => !Object.is(value, b[i]));

const SHOWN = 8;

const namesOf = (names: readonly string[]): string =>
  names.length <= SHOWN ? names.join(", ") : `${names.slice(0, SHOWN).join(", ")} and ${names.length - SHOWN} more`;
