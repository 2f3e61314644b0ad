// npm run publish:packages [-- npm publish's arguments]: publishes every package whose version the registry does not have yet.
// One npm process for all: Nx would start three for each package.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { readManifest } from "./build/entries.mjs";
import { packageFolders } from "./packages.mjs";
import { root } from "./root.mjs";

const npm = { cwd: root, shell: process.platform === "win32" };
const registry = execFileSync("npm", ["config", "get", "registry", "--workspaces=false"], {
  ...npm,
  encoding: "utf8",
  stdio: ["ignore", "pipe", "inherit"],
}).trim();

async function isPublished({ name, version }) {
  const url = new URL(name.replace("/", "%2f"), registry);
  const response = await fetch(url, { headers: { accept: "application/vnd.npm.install-v1+json" } });
  if (response.status === 404) return false;
  if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  return Object.hasOwn((await response.json()).versions, version);
}

const folders = packageFolders();
const unbuilt = folders.filter((folder) => !existsSync(path.join(root, folder, "dist/index.d.cts")));
if (unbuilt.length > 0) {
  console.error(`Not built: ${unbuilt.join(", ")}. First: npm run build`);
  process.exit(1);
}
const published = await Promise.all(folders.map((folder) => isPublished(readManifest(path.join(root, folder)))));
const waiting = folders.filter((_, index) => !published[index]);
for (const folder of folders.filter((each) => !waiting.includes(each)))
  console.log(`${folder} is in the registry already`);
if (waiting.length > 0) {
  const workspaces = waiting.map((folder) => `--workspace=${folder}`);
  const args = ["publish", "--ignore-scripts", ...workspaces, ...process.argv.slice(2)];
  const { status } = spawnSync("npm", args, { ...npm, stdio: "inherit" });
  process.exit(status ?? 1);
}
