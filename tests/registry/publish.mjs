import path from "node:path";
import { readManifest } from "../../tools/build/entries.mjs";
import { root } from "../../tools/root.mjs";
import { emptyProject, run } from "./project.mjs";
import { copyWorkspace } from "./workspace-copy.mjs";

/** A version that was never released. */
function nextVersion() {
  const [major, minor] = readManifest(path.join(root, "packages/core")).version.split(".");
  return `${major}.${Number(minor) + 1}.0`;
}

/**
 * Releases a copy of the workspace, with the commands of CONTRIBUTING.md: a version, a commit and a tag, and all packages into a
 * registry. What has the version in its source is built again.
 */
export async function releaseCopy(folder, { home, registry }) {
  copyWorkspace(folder);
  const version = nextVersion();
  const copy = emptyProject(folder, { home, registry, files: {} });
  const node = (...args) => copy.run(process.execPath, args, { env: { CI: "true", NX_DAEMON: "false" } });
  const released = await node("tools/release.mjs", version);
  for (const each of ["packages/exporter", "packages/cli"]) await node("tools/build/package.mjs", each);
  const published = await node("tools/publish.mjs");
  const git = async (...args) => (await run("git", args, { cwd: folder })).stdout.trim();
  return { version, released: released.stdout, published: published.stdout, git, path: copy.path, node };
}
