import { packageFolders } from "../../tools/packages.mjs";
import { root } from "../../tools/root.mjs";

/** Publishes every package of the workspace as it is built into the registry that a project is set to. */
export async function publishAll(project) {
  const workspaces = packageFolders().map((folder) => `--workspace=${folder}`);
  await project.run("npm", ["publish", "--ignore-scripts", "--no-provenance", ...workspaces], { cwd: root });
}
