import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { CONTRACT_VERSION } from "@transonnx/core";
import { ConformanceError } from "./conformance-error.ts";

/** What makes an installed package known as one of models. */
const KEYWORD = "transonnx-model";

interface Manifest {
  readonly name?: string;
  readonly sideEffects?: unknown;
  readonly keywords?: unknown;
  readonly exports?: unknown;
  readonly main?: unknown;
  readonly transonnx?: { readonly modelTypes?: unknown; readonly contract?: unknown };
}

/** What a package of models says of itself, where its package.json lies in a folder. */
export const readManifest = (folder: string | URL): Manifest =>
  JSON.parse(readFileSync(path.join(placeOf(folder), "package.json"), "utf8"));

const placeOf = (folder: string | URL): string => (typeof folder === "string" ? folder : fileURLToPath(folder));

/** The file that `import` gets of a package. */
export function entryOf(folder: string | URL): URL {
  const { exports, main = "index.js", name = "" } = readManifest(folder);
  const entry = exports === undefined ? main : importOf(exports);
  if (typeof entry !== "string")
    throw new ConformanceError("the package has no entry", {
      where: `package.json of ${name}`,
      expected: 'exports: { ".": … } with a file to import',
      found: JSON.stringify(exports),
      advice: "Name the built file there",
    });
  return pathToFileURL(path.join(placeOf(folder), entry));
}

function importOf(exports: unknown): unknown {
  if (typeof exports !== "object" || exports === null) return exports;
  const { ".": root, import: imported, default: fallback } = exports as Record<string, unknown>;
  return importOf(root ?? imported ?? fallback);
}

/** The manifest has what makes a package found for its model type without a line of it being run. */
export async function packageIsFound(folder: string | URL, modelType: string): Promise<void> {
  const { name = "package", keywords, transonnx } = readManifest(folder);
  const where = `package.json of ${name}`;
  if (!(Array.isArray(keywords) && keywords.includes(KEYWORD)))
    throw new ConformanceError("the package is not known as one of models", {
      ...{ where, expected: `the keyword "${KEYWORD}"`, found: JSON.stringify(keywords) ?? "no keywords" },
      advice: "Add it: transonnx finds installed packages by it",
    });
  const { modelTypes, contract } = transonnx ?? {};
  if (!(Array.isArray(modelTypes) && modelTypes.includes(modelType)) || contract !== CONTRACT_VERSION)
    throw new ConformanceError("the package does not say which model types it has", {
      where,
      expected: `"transonnx": { "modelTypes": ["${modelType}"], "contract": ${CONTRACT_VERSION} }`,
      found: JSON.stringify(transonnx) ?? "no such field",
      advice: "Add the field: it is read before the package is loaded",
    });
}

/** How long an import may take. */
const PATIENCE_MS = 30_000;

/** Importing a package registers nothing: no global, no listener, no output; and its manifest says so to bundlers. */
export async function importingRegistersNothing(folder: string | URL): Promise<void> {
  const { name = "package", sideEffects } = readManifest(folder);
  if (sideEffects !== false)
    throw new ConformanceError("bundlers are not told that importing the package does nothing", {
      where: `package.json of ${name}`,
      expected: '"sideEffects": false',
      found: `${JSON.stringify(sideEffects)}`,
      advice: "Add it: what is not used is then left out of a page",
    });
  const traces = await tracesOfImport(entryOf(folder), name);
  if (traces.length > 0)
    throw new ConformanceError("importing the package does something", {
      where: name,
      expected: "nothing but exports",
      found: traces.join(", "),
      advice: "Export values and functions; what a model needs is passed to it",
    });
}

/** Runs in a thread of its own: what is there before and after an import. */
const probe = `
const { parentPort, workerData } = require("node:worker_threads");
const roots = { globalThis, "Object.prototype": Object.prototype, "Array.prototype": Array.prototype };
const look = () => [
  ...Object.entries(roots).flatMap(([name, root]) => Reflect.ownKeys(root).map((key) => name + "." + String(key))),
  ...process.eventNames().map((name) => process.listenerCount(name) + " listeners of process's " + String(name)),
];
const before = new Set(look());
import(workerData).then(
  () => parentPort.postMessage({ traces: look().filter((one) => !before.has(one)) }),
  (error) => parentPort.postMessage({ error: String(error?.stack ?? error) }),
);`;

function tracesOfImport(entry: URL, where: string): Promise<readonly string[]> {
  const worker = new Worker(probe, { eval: true, workerData: entry.href, stdout: true, stderr: true });
  let printed = "";
  for (const stream of [worker.stdout, worker.stderr])
    stream.on("data", (chunk: Uint8Array) => {
      printed += new TextDecoder().decode(chunk);
    });
  const failed = (found: string, cause?: unknown) =>
    new ConformanceError("the package cannot be imported", {
      ...{ where, expected: `${entry.href} to load`, found, cause },
      advice: "Build the package, and see what is found",
    });
  return new Promise<readonly string[]>((resolve, reject) => {
    const timer = setTimeout(() => reject(failed(`nothing within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
    worker.on("error", (error) => reject(failed(error.message, error)));
    worker.on("message", ({ traces, error }: { traces?: readonly string[]; error?: string }) => {
      clearTimeout(timer);
      // What was printed arrives after the message.
      setImmediate(() =>
        error ? reject(failed(error)) : resolve([...traces!, ...(printed ? [`the output "${printed.trim()}"`] : [])]),
      );
    });
  }).finally(() => worker.terminate());
}
