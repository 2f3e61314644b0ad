import { type Folder, readRange } from "@transonnx/checkpoint";

/** What modules.json says of a model of sentence-transformers. */
export interface SentenceTransformer {
  /** The folder of the transformer in the checkpoint, where it is not the checkpoint itself. */
  readonly modelFolder: string | undefined;
  /** The modules behind the transformer, by class: Pooling, Normalize, Dense. */
  readonly modules: readonly string[];
}

const MODULES = "modules.json";
/** The file lists three or four modules. */
const MAX_MODULES_BYTES = 64 * 1024;

/** Reads a checkpoint's modules.json; undefined where it has none that tells anything. */
export async function readSentenceTransformer(folder: Folder): Promise<SentenceTransformer | undefined> {
  const source = await folder.open(MODULES);
  if (!source) return undefined;
  try {
    if (source.size > MAX_MODULES_BYTES) return undefined;
    const modules = JSON.parse(new TextDecoder().decode(await readRange(source, 0, source.size)));
    if (!Array.isArray(modules)) return undefined;
    const [first, ...rest] = modules as ({ type?: unknown; path?: unknown } | null)[];
    return {
      modelFolder: typeof first?.path === "string" && first.path !== "" ? first.path : undefined,
      modules: rest.map((module) => `${module?.type}`.split(".").at(-1)!),
    };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  } finally {
    await source.close?.();
  }
}
