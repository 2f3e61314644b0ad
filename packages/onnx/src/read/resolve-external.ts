import { rangeWeights } from "../bytes/range-weights.ts";
import type { ByteSource } from "../bytes/source.ts";
import { OnnxFormatError } from "../errors.ts";
import type { GraphSpec, InitializerSpec, ModelSpec } from "../model.ts";
import { mapStored } from "./map-stored.ts";

type Open = (location: string) => Promise<ByteSource | undefined>;

/** The model with the bytes of its external data, or with sources that read them. */
export async function resolveExternal(
  model: ModelSpec,
  open: Open,
  weights: "read" | "lazy",
  name: string,
): Promise<ModelSpec> {
  const opened = new Map<string, Promise<ByteSource | undefined>>();

  async function resolve(stored: InitializerSpec): Promise<InitializerSpec> {
    if (!("external" in stored.data)) return stored;
    const { location, offset, length } = stored.data.external;
    const where = `${name}: initializer "${stored.name}"`;
    if (!opened.has(location)) opened.set(location, open(location));
    const source = await opened.get(location);
    if (!source) throw new OnnxFormatError(where, `its external data in ${JSON.stringify(location)}`, "no such file");
    if (offset + length > source.size)
      throw new OnnxFormatError(where, `bytes ${offset} to ${offset + length} of ${location}`, `${source.size} bytes`);
    const data = weights === "lazy" ? rangeWeights(source, offset, length) : await source.read(offset, length);
    return { ...stored, data };
  }

  const graph: GraphSpec = await mapStored(model.graph, resolve);
  return { ...model, graph };
}
