import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { packageFolders } from "../../tools/packages.mjs";
import { root } from "../../tools/root.mjs";

const manifestIn = (folder) => JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));

const workspace = new Map(
  packageFolders()
    .map((folder) => path.join(root, folder))
    .map((folder) => [manifestIn(folder).name, folder]),
);

/** The names of all model packages of the workspace. */
export const modelPackages = () =>
  [...workspace].filter(([, folder]) => /[\\/]models[\\/]/.test(folder)).map(([name]) => name);

const folderOf = (name) => workspace.get(name) ?? path.join(root, "node_modules", name);

/** The names of packages, and of all that these depend on. */
export function withDependencies(names) {
  const found = new Set(names);
  for (const name of found)
    for (const each of Object.keys(manifestIn(folderOf(name)).dependencies ?? {})) found.add(each);
  return [...found];
}

/** Unpacks what `npm publish` would send of each of the workspace's packages. */
function unpack(names, modules) {
  const tarballs = path.join(modules, ".tarballs");
  mkdirSync(tarballs, { recursive: true });
  const folders = names.map((name) => workspace.get(name));
  const options = { encoding: "utf8", shell: process.platform === "win32", stdio: ["ignore", "pipe", "ignore"] };
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", tarballs, ...folders];
  for (const { name, filename } of JSON.parse(execFileSync("npm", args, { ...options, cwd: root }))) {
    const folder = path.join(modules, name);
    mkdirSync(folder, { recursive: true });
    execFileSync("tar", ["-xzf", path.join(tarballs, filename), "--strip-components=1", "-C", folder]);
  }
  rmSync(tarballs, { recursive: true });
}

/**
 * A new project that has packages of ours installed as from the registry, with what they depend on and nothing else, and the
 * page of `./page` as its source. Returns its folder.
 */
export function makeProject(names) {
  const project = realpathSync(mkdtempSync(path.join(tmpdir(), "transonnx-page-")));
  const modules = path.join(project, "node_modules");
  const installed = withDependencies(names);
  unpack(
    installed.filter((name) => workspace.has(name)),
    modules,
  );
  for (const name of installed.filter((name) => !workspace.has(name)))
    cpSync(folderOf(name), path.join(modules, name), { recursive: true, dereference: true });
  cpSync(path.join(root, "tests/bundlers/page"), path.join(project, "src"), { recursive: true });
  writeFileSync(path.join(project, "package.json"), JSON.stringify({ name: "page", private: true, type: "module" }));
  return project;
}

export const removeProject = (project) => rmSync(project, { recursive: true, force: true });
