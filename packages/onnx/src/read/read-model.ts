import { rangeWeights } from "../bytes/range-weights.ts";
import { type ByteSource, isByteSource } from "../bytes/source.ts";
import { OnnxFormatError, OnnxWriteError } from "../errors.ts";
import { MAX_MODEL_BYTES } from "../limits.ts";
import type { ModelSpec, WeightSource } from "../model.ts";
import { Pieces } from "../wire/pieces.ts";
import { WireReader } from "../wire/reader.ts";
import type { ReadContext } from "./context.ts";
import { loadStructure } from "./load-structure.ts";
import { modelAt } from "./model.ts";
import { resolveExternal } from "./resolve-external.ts";

/** What `readModel` takes besides the bytes. */
export interface ReadModelOptions {
  /**
   * `read` (default): all weights are in memory. `lazy`: weights of 64 KiB and more become WeightSources that read the
   * source when they are asked to, so that it must stay open. `skip`: such weights are known by their length alone.
   */
  readonly weights?: "read" | "lazy" | "skip";
  /**
   * Opens a file of external data by its path from the model's folder; undefined where there is none. Without it, and with
   * `skip`, external data stays ExternalData.
   */
  readonly externalData?: (location: string) => Promise<ByteSource | undefined>;
  /** The model's name in errors. Default: the source's, or "model". */
  readonly name?: string;
}

/**
 * Reads an ONNX model. Arrays may share memory with the bytes given.
 *
 * @throws OnnxFormatError whatever the bytes are
 */
export async function readModel(input: Uint8Array | ByteSource, options: ReadModelOptions = {}): Promise<ModelSpec> {
  const { weights = "read", externalData } = options;
  const name = options.name ?? (isByteSource(input) ? input.name : "model");
  const size = isByteSource(input) ? input.size : input.length;
  if (size > MAX_MODEL_BYTES)
    throw new OnnxFormatError(name, `at most ${MAX_MODEL_BYTES} bytes, protobuf's limit`, `${size}`);
  const wire = new WireReader(name, await piecesOf(input, weights));
  const model = modelAt({ wire, weights: weightsOf(input, weights, name) }, { start: 0, end: size });
  return externalData && weights !== "skip" ? resolveExternal(model, externalData, weights, name) : model;
}

async function piecesOf(input: Uint8Array | ByteSource, weights: "read" | "lazy" | "skip"): Promise<Pieces> {
  if (isByteSource(input) && weights !== "read") return loadStructure(input);
  const bytes = isByteSource(input) ? await input.read(0, input.size) : input;
  return new Pieces([{ offset: 0, bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) }]);
}

function weightsOf(input: Uint8Array | ByteSource, weights: string, name: string): ReadContext["weights"] {
  return (start, end) =>
    isByteSource(input) && weights === "lazy" ? rangeWeights(input, start, end - start) : skipped(end - start, name);
}

const skipped = (byteLength: number, name: string): WeightSource => ({
  byteLength,
  // biome-ignore lint/correctness/useYield: it has no bytes to give
  async *chunks() {
    throw new OnnxWriteError(`the weights of ${name} were skipped when it was read; read it with weights: "lazy"`);
  },
});
