import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

const MAX_OUTPUT = 2 ** 20;

/** This process's environment without what npm, Node and jest put into it for their own children. */
export const plainEnvironment = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_|^(NODE_OPTIONS|INIT_CWD|NODE_ENV|JEST_WORKER_ID)$/i.test(name),
    ),
  );

/** Runs a program. Returns its exit status and what it wrote; `expectSuccess` (the default) makes another status than 0 an error. */
export function run(command, args, { cwd, env = {}, expectSuccess = true }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...plainEnvironment(), NO_COLOR: "1", ...env },
      shell: process.platform === "win32",
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"])
      child[name].setEncoding("utf8").on("data", (text) => {
        output[name] = (output[name] + text).slice(-MAX_OUTPUT);
      });
    child.on("error", reject);
    child.on("close", (status) => {
      if (status === 0 || !expectSuccess) return resolve({ status, ...output });
      reject(new Error(`${command} ${args.join(" ")} ended with ${status}:\n${output.stdout}${output.stderr}`));
    });
  });
}

const emptyManifest = { "package.json": JSON.stringify({ name: "empty", private: true }) };

/** npm's settings and its cache, in a folder of their own, for a registry of `startRegistry`. */
function npmOf(home, registry) {
  mkdirSync(home, { recursive: true });
  const userconfig = path.join(home, "npmrc");
  writeFileSync(userconfig, `${registry.npmrc}fund=false\naudit=false\nupdate-notifier=false\nyes=true\n`);
  return {
    npm_config_userconfig: userconfig,
    npm_config_cache: path.join(home, "cache"),
    npm_config_registry: registry.url,
  };
}

/**
 * A folder of somebody who has nothing of ours yet. With a registry, npm has settings and a cache of its own in `home`, which projects of
 * one registry may share; else it is set as it is.
 */
export function emptyProject(folder, { home, registry, files = emptyManifest }) {
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
  const env = registry ? npmOf(home, registry) : {};
  const runHere = (command, args, options) =>
    run(command, args, { cwd: folder, ...options, env: { ...env, ...options?.env } });
  return { folder, run: runHere, path: (...parts) => path.join(folder, ...parts) };
}

/** The files under a folder: path to bytes. */
export const fileSizes = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .map((file) => [path.relative(folder, file).split(path.sep).join("/"), statSync(file).size]);
