import { readFile } from "node:fs/promises";
import path from "node:path";
import { type ModelDefinition, nearNames } from "@transonnx/core";
import { importModule } from "./load-definitions.ts";
import { isObject } from "./manifest.ts";
import { isFile, packageRoot, shownPath, upward } from "./places.ts";
import { PluginError } from "./plugin-error.ts";

/** What a `transonnx.config.js` (`.mjs`, `.json`) exports by default. */
export interface TransonnxConfig {
  /**
   * Plugins: names of packages, resolved from the file's folder; paths to files and folders, which begin with `.` or `/`;
   * definitions, but in JSON.
   */
  readonly plugins?: readonly (string | ModelDefinition)[];
  /** Whether a plugin may take the place of a model type of transonnx. Default false. */
  readonly preferPlugin?: boolean;
  /** Whether installed packages with the keyword `transonnx-model` count. Default true. */
  readonly discover?: boolean;
}

/** A configuration with its types, for the file that exports it by default: `export default defineConfig({ plugins: [] })`. */
export const defineConfig = (config: TransonnxConfig): TransonnxConfig => config;

/** Names of the file, the first that is there counts. */
const NAMES = ["transonnx.config.js", "transonnx.config.mjs", "transonnx.config.json"];

export interface ConfigFile extends TransonnxConfig {
  readonly file: string;
  /** The file in messages. */
  readonly shown: string;
}

/**
 * The configuration of a working directory: the nearest file upward, to the folder of the nearest package.json. `allow`
 * throws where the file may not be run. Throws PluginError.
 */
export async function readConfigFile(
  cwd: string,
  allow: (file: string) => Promise<void>,
): Promise<ConfigFile | undefined> {
  const file = await findConfigFile(cwd);
  if (file === undefined) return undefined;
  await allow(file);
  const shown = shownPath(file, cwd);
  const config = file.endsWith(".json") ? await readJson(file, shown) : await readModule(file, shown);
  return { ...checkedConfig(config, shown), file, shown };
}

async function findConfigFile(cwd: string): Promise<string | undefined> {
  const last = (await packageRoot(cwd)) ?? path.resolve(cwd);
  for (const folder of upward(cwd)) {
    for (const name of NAMES) if (await isFile(path.join(folder, name))) return path.join(folder, name);
    if (folder === last) return undefined;
  }
  return undefined;
}

async function readModule(file: string, shown: string): Promise<unknown> {
  const source = { name: shown, version: undefined, origin: "config", path: shown } as const;
  const exported = await importModule(file, source, "Correct the file");
  if ("default" in exported) return exported.default;
  throw wrong(shown, "it has no default export", "export default { plugins: [] }");
}

async function readJson(file: string, shown: string): Promise<unknown> {
  const text = await readFile(file, "utf8");
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw wrong(shown, "it is no JSON", `{ "plugins": ["transonnx-my-model"] }`, cause);
  }
}

const fields: Readonly<Record<keyof TransonnxConfig, readonly [expected: string, is: (value: unknown) => boolean]>> = {
  plugins: ["a list of names, paths and definitions", Array.isArray],
  preferPlugin: ["true or false", (value) => typeof value === "boolean"],
  discover: ["true or false", (value) => typeof value === "boolean"],
};

function checkedConfig(config: unknown, shown: string): TransonnxConfig {
  if (!isObject(config)) throw wrong(shown, "it exports no object", "{ plugins: [] }");
  for (const [name, value] of Object.entries(config)) {
    const field = Object.hasOwn(fields, name) ? fields[name as keyof TransonnxConfig] : undefined;
    if (!field) {
      const near = nearNames(name, Object.keys(fields));
      throw wrong(shown, `there is no field "${name}"`, (near.length > 0 ? near : Object.keys(fields)).join(", "));
    }
    const [expected, is] = field;
    if (value !== undefined && !is(value)) throw wrong(shown, `the field "${name}" is wrong`, expected);
  }
  return config;
}

const wrong = (shown: string, summary: string, expected: string, cause?: unknown): PluginError =>
  new PluginError(summary, {
    ...{ problem: "config", plugin: shown, where: shown, expected, cause },
    advice: "Correct the file",
  });
