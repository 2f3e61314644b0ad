import type { ByteSink } from "../bytes/sink.ts";
import { OnnxWriteError } from "../errors.ts";
import { MAX_MODEL_BYTES } from "../limits.ts";
import type { ExternalData, ModelSpec, WeightSource } from "../model.ts";
import { locationFault } from "../read/external-data.ts";
import type { Message } from "../wire/message.ts";
import { Coalescer } from "./coalescer.ts";
import type { WriteContext } from "./context.ts";
import { ExternalLayout } from "./external-layout.ts";
import { modelMessage } from "./model.ts";

/** What `writeModel` takes besides the model and the sink. */
export interface WriteModelOptions {
  /** Weights go to a second sink; without it they are embedded. Data that is external already stays where it is. */
  readonly externalData?: ExternalDataOptions & { readonly sink: ByteSink };
  /** Bytes written so far, of both sinks, and of how many. */
  readonly onProgress?: (written: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Where weights go that lie beside a model. */
export interface ExternalDataOptions {
  /** The file's path from the model's folder, as the model names it: `model.onnx_data`. */
  readonly location: string;
  /** Tensors below this many bytes stay in the model. Default 1024, as ONNX's own tools have it. */
  readonly threshold?: number;
  /**
   * Each tensor begins at a multiple of it. Default 4096, the page size that ONNX recommends so that a runtime can map the
   * file; ONNX Runtime loads every alignment, 1 packs.
   */
  readonly alignment?: number;
}

/** How large a model's files are, in bytes. */
export interface ModelSize {
  readonly modelBytes: number;
  readonly externalBytes: number;
}

const DEFAULT_THRESHOLD = 1024;
const DEFAULT_ALIGNMENT = 4096;

/** How many bytes `writeModel` writes. Asks no weight for its bytes, and has no limit. */
export function modelSize(model: ModelSpec, options: { readonly externalData?: ExternalDataOptions } = {}): ModelSize {
  const external = layoutOf(options.externalData);
  return { modelBytes: modelMessage(model, { external }).length, externalBytes: external?.length ?? 0 };
}

/**
 * Where `writeModel` puts the tensors that go to external data, by the name of the initializer: another model that has
 * the same tensors can refer to them there. Asks no weight for its bytes.
 */
export function externalPlaces(model: ModelSpec, options: ExternalDataOptions): ReadonlyMap<string, ExternalData> {
  const external = layoutOf(options)!;
  modelMessage(model, { external });
  const { location } = options;
  return new Map(
    external.placed.map(({ initializer, offset, byteLength }) => [
      initializer,
      { external: { location, offset, length: byteLength } },
    ]),
  );
}

/**
 * Writes a model, weights chunk by chunk: no tensor is held in memory that was not there before. The same model gives the
 * same bytes.
 *
 * @throws OnnxWriteError when the model does not fit together, when a weight's bytes are more or fewer than announced, or
 * when the file would exceed protobuf's 2 GiB (before anything is written)
 */
export async function writeModel(
  model: ModelSpec,
  sink: ByteSink,
  options: WriteModelOptions = {},
): Promise<ModelSize> {
  const external = layoutOf(options.externalData);
  const message = fileMessage(model, { external });
  const size = { modelBytes: message.length, externalBytes: external?.length ?? 0 };
  const report = reporter(options, size.modelBytes + size.externalBytes);
  if (external && options.externalData) await writeExternal(external, options.externalData.sink, report);
  await writeSegments(message, sink, report);
  return size;
}

/** A whole model as bytes in memory. Throws OnnxWriteError as `writeModel` does. */
export async function encodeModel(model: ModelSpec): Promise<Uint8Array> {
  const message = fileMessage(model, {});
  const out = new Uint8Array(message.length);
  let at = 0;
  const write = (bytes: Uint8Array) => {
    out.set(bytes, at);
    at += bytes.length;
  };
  await writeSegments(message, { write }, () => {});
  return out;
}

function layoutOf(options: ExternalDataOptions | undefined): ExternalLayout | undefined {
  if (!options) return undefined;
  const { location, threshold = DEFAULT_THRESHOLD, alignment = DEFAULT_ALIGNMENT } = options;
  const fault = locationFault(location);
  if (fault) throw new OnnxWriteError(`external data lies in the model's folder: "${location}" is ${fault}`);
  if (!Number.isSafeInteger(alignment) || alignment < 1) throw new OnnxWriteError(`${alignment} is not an alignment`);
  return new ExternalLayout(location, threshold, alignment);
}

/** A model that protobuf can hold. */
function fileMessage(model: ModelSpec, context: WriteContext): Message {
  const message = modelMessage(model, context);
  if (message.length <= MAX_MODEL_BYTES) return message;
  throw new OnnxWriteError(
    `the model takes ${message.length} bytes with its weights embedded, and an ONNX file holds at most ${MAX_MODEL_BYTES} ` +
      "(protobuf's limit of 2 GiB): write the weights as external data",
  );
}

type Report = (bytes: number) => void;

function reporter({ onProgress, signal }: WriteModelOptions, total: number): Report {
  let written = 0;
  return (bytes) => {
    signal?.throwIfAborted();
    written += bytes;
    onProgress?.(written, total);
  };
}

async function writeSegments({ length, segments }: Message, sink: ByteSink, report: Report): Promise<void> {
  const out = new Coalescer(sink, length);
  for (const segment of segments) {
    if (segment instanceof Uint8Array) {
      await out.write(segment);
      report(segment.length);
    } else await writeWeights(segment.initializer, segment.source, out, report);
  }
  await out.flush();
}

async function writeExternal(layout: ExternalLayout, sink: ByteSink, report: Report): Promise<void> {
  const out = new Coalescer(sink, layout.length);
  let at = 0;
  for (const { initializer, offset, byteLength, data } of layout.placed) {
    await out.zeros(offset - at);
    report(offset - at);
    if (data instanceof Uint8Array) {
      await out.write(data);
      report(data.length);
    } else await writeWeights(initializer, data, out, report);
    at = offset + byteLength;
  }
  await out.flush();
}

async function writeWeights(initializer: string, source: WeightSource, out: Coalescer, report: Report): Promise<void> {
  const { byteLength } = source;
  let written = 0;
  for await (const chunk of source.chunks()) {
    written += chunk.length;
    if (written > byteLength) break;
    await out.write(chunk);
    report(chunk.length);
  }
  if (written !== byteLength)
    throw new OnnxWriteError(
      `initializer "${initializer}": its source announced ${byteLength} bytes and gave ${written > byteLength ? "more" : written}`,
      { initializer },
    );
}
