import { type NDArray, showType } from "@transonnx/graph";
import type { InitializerSpec } from "@transonnx/onnx";
import { WeightMismatchError } from "../errors.ts";
import type { ModelFile } from "../model/model-file.ts";
import { type Check, failed, notRun, passed } from "./check.ts";

/** Names in a message; a file that shares none with the checkpoint would name hundreds. */
const LONGEST_LIST = 5;

/** Compares initializers with the checkpoint's tensors of their names, byte for byte and one after the other. */
export async function weightsCheck(
  file: ModelFile,
  parameters: Iterable<string>,
  parameter: (name: string) => NDArray | Promise<NDArray>,
  where?: string,
): Promise<readonly Check[]> {
  const place = { check: "weights" } as const;
  const initializers = new Map(file.graph.initializers.map((initializer) => [initializer.name, initializer]));
  const differing: { name: string; what: string }[] = [];
  const absent: string[] = [];
  let compared = 0;
  for (const name of parameters) {
    const initializer = initializers.get(name);
    if (!initializer) {
      absent.push(name);
      continue;
    }
    const what = await differenceOf(file, initializer, await parameter(name));
    compared++;
    if (what !== undefined) differing.push({ name, what });
  }
  const checks: Check[] = [];
  if (differing.length > 0) {
    const [{ name, what }] = differing as [{ name: string; what: string }];
    const tensors = differing.map((tensor) => tensor.name);
    checks.push(failed(place, new WeightMismatchError({ tensors, first: `${name}: ${what}`, where })));
  } else if (compared > 0) checks.push(passed(place));
  if (absent.length > 0 || compared === 0) {
    const names = absent.slice(0, LONGEST_LIST).join(", ") + (absent.length > LONGEST_LIST ? " …" : "");
    const reason =
      absent.length > 0
        ? `${absent.length} tensors have no initializer of their name: ${names}`
        : "the graph reads no tensors";
    checks.push(notRun(place, reason));
  }
  return checks;
}

async function differenceOf(
  file: ModelFile,
  initializer: InitializerSpec,
  tensor: NDArray,
): Promise<string | undefined> {
  const { dtype, shape } = initializer;
  if (dtype !== tensor.dtype || `${shape}` !== `${tensor.shape}`)
    return `expected ${showType(tensor)}, found ${dtype}[${shape.join(", ")}]`;
  const { buffer, byteOffset, byteLength } = tensor.data as Uint8Array;
  const expected = new Uint8Array(buffer, byteOffset, byteLength);
  const width = byteLength / Math.max(1, tensor.data.length);
  let at = 0;
  for await (const chunk of file.chunks(initializer)) {
    const place = firstDifference(expected.subarray(at, at + chunk.length), chunk);
    if (place !== undefined) return `element ${Math.floor((at + place) / width)} of ${showType(tensor)} differs`;
    at += chunk.length;
  }
  return at === byteLength ? undefined : `expected ${byteLength} bytes, found ${at}`;
}

/** The first byte that differs; words are compared where both arrays are aligned. */
function firstDifference(a: Uint8Array, b: Uint8Array): number | undefined {
  const length = Math.min(a.length, b.length);
  let from = 0;
  if (a.byteOffset % 4 === 0 && b.byteOffset % 4 === 0) {
    const words = length >> 2;
    const x = new Int32Array(a.buffer, a.byteOffset, words);
    const y = new Int32Array(b.buffer, b.byteOffset, words);
    let word = 0;
    while (word < words && x[word] === y[word]) word++;
    from = word * 4;
  }
  for (let i = from; i < length; i++) if (a[i] !== b[i]) return i;
  return a.length === b.length ? undefined : length;
}
