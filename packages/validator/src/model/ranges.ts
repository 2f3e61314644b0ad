import type { ByteSource, InitializerSpec, ModelSpec } from "@transonnx/onnx";

/** Weights that say where in the model's own file they lie. */
class Range implements AsyncIterable<Uint8Array> {
  readonly offset: number;
  readonly length: number;
  readonly #source: ByteSource;

  constructor(source: ByteSource, offset: number, length: number) {
    this.#source = source;
    this.offset = offset;
    this.length = length;
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    yield* this.#source.chunks?.(this.offset, this.length) ?? [await this.#source.read(this.offset, this.length)];
  }
}

/** The source, with ranges for the weights that a lazy reader leaves in it. */
export const withRanges = (source: ByteSource): ByteSource => ({
  name: source.name,
  size: source.size,
  read: (offset, length) => source.read(offset, length),
  chunks: (offset, length) => new Range(source, offset, length),
});

/**
 * A model that was read lazily `withRanges`, its embedded weights as external data that lies in the model's own file:
 * a copy with another structure needs no copy of the weights.
 */
export function pointingInto(location: string, model: ModelSpec): ModelSpec {
  const initializers = model.graph.initializers.map((initializer): InitializerSpec => {
    const { data } = initializer;
    const range = typeof data === "object" && "chunks" in data ? data.chunks() : undefined;
    if (!(range instanceof Range)) return initializer;
    return { ...initializer, data: { external: { location, offset: range.offset, length: range.length } } };
  });
  return { ...model, graph: { ...model.graph, initializers } };
}
