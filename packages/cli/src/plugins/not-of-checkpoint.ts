import { stat } from "node:fs/promises";
import { liesIn } from "./places.ts";
import { PluginError } from "./plugin-error.ts";

/**
 * Throws PluginError for what lies in a checkpoint: whoever works in a checkpoint's folder must not run code that came with
 * it. A path that a user names is the user's own choice, and is not asked for here.
 */
export const notOf =
  (checkpoint: string | undefined) =>
  async (file: string): Promise<void> => {
    if (checkpoint === undefined) return;
    const isFolder = await stat(checkpoint).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isFolder || !(await liesIn(file, checkpoint))) return;
    throw new PluginError("it lies in the checkpoint, whose code is never run", {
      ...{ problem: "checkpoint", plugin: file, where: file },
      advice: "Run the command from another folder, or with --no-discovery",
    });
  };
