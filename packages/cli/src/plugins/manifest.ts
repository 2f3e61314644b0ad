import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { PluginError } from "./plugin-error.ts";

/** The word among the keywords of a package.json by which an installed package is known to hold model types. */
export const KEYWORD = "transonnx-model";
/** The field of package.json that says which. */
export const FIELD = "transonnx";

/** No package.json comes near; another file would be read into memory whole. */
const LARGEST_MANIFEST = 4 * 1024 * 1024;

export type Json = Readonly<Record<string, unknown>>;

/** What is read of a package.json. */
export interface Manifest {
  readonly folder: string;
  readonly json: Json;
  readonly name: string | undefined;
  readonly version: string | undefined;
}

/** What a package declares in its package.json. */
export interface Declaration {
  /** `model_type` of config.json, one for each definition that it exports. */
  readonly modelTypes: readonly string[];
  /** The CONTRACT_VERSION of the `@transonnx/core` that it was written for. */
  readonly contract: number;
}

const EXAMPLE = `"${FIELD}": { "modelTypes": ["my-model"], "contract": 1 }`;

/** The text of a folder's package.json; undefined where there is none. */
export async function manifestText(folder: string): Promise<string | undefined> {
  const file = path.join(folder, "package.json");
  const size = await stat(file).then(
    (found) => (found.isFile() ? found.size : undefined),
    () => undefined,
  );
  if (size === undefined || size > LARGEST_MANIFEST) return undefined;
  return readFile(file, "utf8");
}

/** Reads a package.json. `where` is its path in messages. Throws PluginError for one that is no JSON object. */
export function parseManifest(folder: string, text: string, where: string): Manifest {
  let json: unknown;
  let cause: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    cause = error;
  }
  if (!isObject(json))
    throw new PluginError("it is no JSON object", {
      ...{ problem: "manifest", plugin: where, where, cause },
      advice: "Correct the file",
    });
  return { folder, json, name: stringOf(json.name), version: stringOf(json.version) };
}

/** What a package.json declares; undefined without the field. Throws PluginError where nothing can be read of it. */
export function declarationOf({ json, name }: Manifest, where: string): Declaration | undefined {
  const field = json[FIELD];
  if (field === undefined) return undefined;
  const plugin = name ?? where;
  const wrong = (path: string, expected: string, value: unknown): PluginError =>
    new PluginError(`"${path}" is ${JSON.stringify(value)?.slice(0, 80) ?? "missing"}`, {
      ...{ problem: "manifest", plugin, where, expected },
      advice: `Declare what the package exports, as in ${EXAMPLE}`,
    });
  if (!isObject(field)) throw wrong(FIELD, "an object", field);
  const { modelTypes, contract } = field;
  if (!isListOfNames(modelTypes)) throw wrong(`${FIELD}.modelTypes`, "a list of model types, one or more", modelTypes);
  if (typeof contract !== "number" || !Number.isInteger(contract) || contract < 1)
    throw wrong(`${FIELD}.contract`, "CONTRACT_VERSION of the @transonnx/core that it is written for", contract);
  return { modelTypes, contract };
}

/** What an installed package with the keyword declares. Throws PluginError where it declares nothing. */
export function requireDeclaration(manifest: Manifest, where: string): Declaration {
  const declared = declarationOf(manifest, where);
  if (declared) return declared;
  throw new PluginError(`it has the keyword ${KEYWORD} and does not say which model types it holds`, {
    ...{ problem: "manifest", plugin: manifest.name ?? where, where, expected: EXAMPLE },
    advice: "Add the field, or take the keyword away",
  });
}

export const hasKeyword = ({ json: { keywords } }: Manifest): boolean =>
  Array.isArray(keywords) && keywords.includes(KEYWORD);

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const stringOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const isListOfNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string" && item !== "");
