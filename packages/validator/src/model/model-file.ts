import {
  type ByteSource,
  type ExternalData,
  encodeModel,
  type GraphSpec,
  type InitializerSpec,
  OnnxFormatError,
  readModel,
  type ValueSpec,
} from "@transonnx/onnx";
import type { ModelBytes, ModelSource } from "../runtime/runtime.ts";
import { bytesSource } from "./model-bytes.ts";
import { nodePath, onnxFiles } from "./node-modules.ts";
import { pointingInto, withRanges } from "./ranges.ts";

/** An ONNX model as its file describes it; weights are read when they are asked for. */
export interface ModelFile {
  readonly graph: GraphSpec;
  /** An initializer's bytes in order. Throws where external data is not there. */
  chunks(initializer: InitializerSpec): AsyncIterable<Uint8Array>;
  /** The model with more of its values as outputs, to be opened by a runtime. It is small: the weights stay where they are. */
  withOutputs(names: readonly string[]): Promise<ModelSource>;
  close(): Promise<void>;
}

interface Opened {
  readonly source: ByteSource;
  /** What a copy of the model calls this file. */
  readonly location: string;
  openExternal(location: string): Promise<ByteSource | undefined>;
  /** What a copy of the model needs to find the weights. */
  readonly surroundings: { folder?: string | undefined; externalData?: Readonly<Record<string, ModelBytes>> };
  close(): Promise<void>;
}

/** Throws OnnxFormatError. */
export async function openModelFile(model: ModelSource): Promise<ModelFile> {
  const file = await ("path" in model ? openPath(model.path) : openBytes(model));
  const spec = await readModel(withRanges(file.source), { weights: "lazy" });
  return {
    graph: spec.graph,
    async *chunks({ name, data }) {
      if (data instanceof Uint8Array) yield data;
      else if ("chunks" in data) yield* data.chunks();
      else if ("external" in data) yield* externalChunks(file, name, data);
      else throw new OnnxFormatError(`initializer "${name}"`, "numbers", "strings");
    },
    async withOutputs(names) {
      const { graph } = spec;
      const known = new Set(graph.outputs.map(({ name }) => name));
      const more = names.filter((name) => !known.has(name)).map(untyped);
      const copy = { ...spec, graph: { ...graph, outputs: [...graph.outputs, ...more] } };
      return { bytes: await encodeModel(pointingInto(file.location, copy)), ...file.surroundings };
    },
    close: file.close,
  };
}

/** A value whose type the runtime infers. */
const untyped = (name: string): ValueSpec => ({ name, dtype: "undefined", shape: [], type: { kind: "none" } });

async function openPath(path: string): Promise<Opened> {
  const [{ fileSource, openExternalData }, { basename, dirname, resolve }] = await Promise.all([
    onnxFiles(),
    nodePath(),
  ]);
  const source = await fileSource(path);
  const folder = dirname(resolve(path));
  const opened = [source];
  return {
    source,
    location: basename(path),
    surroundings: { folder },
    async openExternal(location) {
      const external = await openExternalData(folder, location);
      if (external) opened.push(external);
      return external;
    },
    async close() {
      for (const file of opened) await file.close();
    },
  };
}

async function openBytes({
  bytes,
  externalData = {},
  folder,
}: Extract<ModelSource, { bytes: ModelBytes }>): Promise<Opened> {
  const files = folder === undefined ? undefined : await onnxFiles();
  const opened: { close(): Promise<void> }[] = [];
  let location = "model.onnx";
  while (location in externalData) location = `_${location}`;
  return {
    source: bytesSource("model", bytes),
    location,
    surroundings: { folder, externalData: { ...externalData, [location]: bytes } },
    async openExternal(name) {
      if (externalData[name]) return bytesSource(name, externalData[name]);
      const external = await files?.openExternalData(folder!, name);
      if (external) opened.push(external);
      return external;
    },
    async close() {
      for (const file of opened) await file.close();
    },
  };
}

async function* externalChunks(file: Opened, name: string, { external }: ExternalData): AsyncIterable<Uint8Array> {
  const source = await file.openExternal(external.location);
  if (!source || source.size < external.offset + external.length)
    throw new OnnxFormatError(`initializer "${name}"`, `its external data in ${external.location}`, "too few bytes");
  yield* source.chunks?.(external.offset, external.length) ?? [await source.read(external.offset, external.length)];
}
