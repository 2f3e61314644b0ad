import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const cli = fileURLToPath(new URL("..", import.meta.url));
/** The source is bundled where Node finds the dependencies of the command line. */
const built = path.join(cli, "node_modules/.cache", `command-line-${process.env.JEST_WORKER_ID ?? 0}`);
const script = path.join(built, "bin.js");

export const root = path.resolve(cli, "../..");
export const tinyBert = path.join(root, "fixtures/tiny-bert");

/** Bundles the command line from the sources of all packages, with its modules apart as in a build. */
export async function buildCommandLine(): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: [path.join(cli, "src/bin.ts")],
    outdir: built,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    conditions: ["@transonnx/source"],
    external: ["commander", "cli-progress", "onnxruntime-*", "protobufjs", "protobufjs/*"],
    logLevel: "silent",
  });
}

export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const environment = { ...process.env, NODE_OPTIONS: "", NO_COLOR: "1" };

/** Runs the command line in a process of its own. */
export const transonnx = (...args: readonly string[]): Finished => spawned([script, ...args]);

/** The same in a working directory. */
export const transonnxIn = (cwd: string, ...args: readonly string[]): Finished => spawned([script, ...args], cwd);

/** The same where packages whose names begin so are not installed. */
export function transonnxWithout(prefix: string, ...args: readonly string[]): Finished {
  const resolve = `export const resolve = (name, context, next) => {
    if (name.startsWith("${prefix}")) throw new Error("Cannot find package '" + name + "'");
    return next(name, context);
  }`;
  const hook = `import { register } from "node:module"; register(${JSON.stringify(dataUrl(resolve))});`;
  return spawned(["--import", dataUrl(hook), script, ...args]);
}

const dataUrl = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;

function spawned(args: readonly string[], cwd?: string): Finished {
  const options = { encoding: "utf8", env: environment, cwd } as const;
  const { status, stdout, stderr }: SpawnSyncReturns<string> = spawnSync(process.execPath, args, options);
  return { status, stdout, stderr };
}

/** The command line's script, for tests that talk to the process while it runs. */
export const commandLine = script;

/** A folder that is removed when the tests of a file are done. */
export function workFolder(): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), "transonnx-cli-"));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
