import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";
import { readTar } from "./tar.ts";

/** One of ONNX's backend tests, as the files it is made of. */
export interface NodeTest {
  /** `node/test_add_bcast`, `simple/test_expand_shape_model1`. */
  readonly name: string;
  /** model.onnx */
  readonly model: Uint8Array;
  /** The files of each test_data_set: a TensorProto each, or a SequenceProto or OptionalProto where the graph says so. */
  readonly dataSets: readonly { readonly inputs: readonly Uint8Array[]; readonly outputs: readonly Uint8Array[] }[];
}

/**
 * ONNX's own backend tests (`onnx/backend/test/data`, folders `node` and `simple`) from a tar archive compressed by
 * brotli, in the order of their names. In this repository the archive is `fixtures/onnx-node-tests.tar.br`.
 */
export function readNodeTests(archive: string | URL): readonly NodeTest[] {
  const tests = new Map<string, { model?: Uint8Array; inputs: Uint8Array[][]; outputs: Uint8Array[][] }>();
  for (const [path, bytes] of readTar(brotliDecompressSync(readFileSync(archive)))) {
    const parts = /^(.+?)\/(?:model\.onnx|test_data_set_(\d+)\/(input|output)_(\d+)\.pb)$/.exec(path);
    if (!parts) throw new Error(`the archive of node tests holds ${path}, which is not part of one`);
    const [, name = "", set, direction, index] = parts;
    const test = tests.get(name) ?? { inputs: [], outputs: [] };
    tests.set(name, test);
    if (set === undefined) test.model = bytes;
    else {
      const sets = direction === "input" ? test.inputs : test.outputs;
      const list = sets[Number(set)] ?? [];
      list[Number(index)] = bytes;
      sets[Number(set)] = list;
    }
  }
  return [...tests].map(([name, { model, inputs, outputs }]) => {
    if (!model) throw new Error(`the node test ${name} has no model`);
    const sets = Math.max(inputs.length, outputs.length);
    const dataSets = Array.from({ length: sets }, (_, i) => ({ inputs: inputs[i] ?? [], outputs: outputs[i] ?? [] }));
    return { name, model, dataSets };
  });
}
