import { execFileSync } from "node:child_process";
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from "node:fs";
import path from "node:path";
import { packageFolders } from "../../tools/packages.mjs";
import { root } from "../../tools/root.mjs";

const names = (...args) =>
  execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 26 })
    .split("\0")
    .filter(Boolean);

/**
 * Installs what the workspace has installed, by a link for each package: what deletes the folder leaves the workspace's as it is.
 * Packages of the workspace are those of the copy.
 */
function linkDependencies(folder, place) {
  if (!existsSync(path.join(root, place))) return;
  for (const name of readdirSync(path.join(root, place)).filter((each) => each !== ".cache")) {
    const [from, to] = [root, folder].map((each) => path.join(each, place, name));
    mkdirSync(path.dirname(to), { recursive: true });
    if (lstatSync(from).isSymbolicLink()) symlinkSync(readlinkSync(from), to, "dir");
    else if (name === "@transonnx") linkDependencies(folder, path.join(place, name));
    else symlinkSync(from, to, "junction");
  }
}

/**
 * Copies the workspace, as it is now and with what was built, into a folder with a git repository of its own. What is
 * versioned, built or committed there leaves the workspace as it is.
 */
export function copyWorkspace(folder) {
  const files = names("ls-files", "-z", "--cached", "--others", "--exclude-standard");
  const built = packageFolders().flatMap((each) => [`${each}/dist`, `${each}/LICENSE`]);
  for (const file of [...files, ...built].filter((each) => existsSync(path.join(root, each)))) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    cpSync(path.join(root, file), path.join(folder, file), { recursive: true, preserveTimestamps: true });
  }
  for (const each of ["", "tools", "tests", ...packageFolders()])
    linkDependencies(folder, path.join(each, "node_modules"));
  const git = (...args) => execFileSync("git", args, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  git("init", "--quiet", "--initial-branch=main");
  for (const [key, value] of Object.entries({ "user.name": "transonnx", "user.email": "transonnx@localhost" }))
    git("config", key, value);
  git("add", "--all");
  git("commit", "--quiet", "-m", "the workspace as it is");
}
