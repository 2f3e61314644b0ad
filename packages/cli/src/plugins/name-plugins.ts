import { isTransonnxError } from "@transonnx/core";
import { ExitCode, exitCodeOf } from "../terminal/exit-code.ts";
import type { Plugins } from "./find-plugins.ts";
import { showPlugin } from "./plugin.ts";
import { PluginError, whatAndWhere } from "./plugin-error.ts";
import type { PluginUse } from "./serving.ts";

/** Kinds of failures that the code of a model can be the reason of. */
const OF_MODELS: readonly ExitCode[] = [ExitCode.badInput, ExitCode.unsupported, ExitCode.validation];

/** What was loaded of plugins. */
type Loaded = Pick<Plugins, "used" | "loadedFrom">;

/** Runs what reads models; an error that a plugin's model may be the reason of names the plugin. */
export async function namingPlugins<T>(plugins: Loaded, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw namePlugin(error, plugins);
  }
}

/** The error, which names the plugin that may be the reason of it. */
export function namePlugin(error: unknown, { used, loadedFrom }: Loaded): unknown {
  const [use] = used;
  if (use === undefined || !(error instanceof Error) || exitCodeOf(error) === ExitCode.plugin) return error;
  if (isTransonnxError(error)) {
    // The base class is thrown where the parts of a definition contradict each other.
    if (error.name === "TransonnxError") return ofModel(error, use);
    if (OF_MODELS.includes(exitCodeOf(error))) error.message = [error.message, ...used.map(servedBy)].join(" ");
    return error;
  }
  return loadedFrom.some((place) => error.stack?.includes(place)) ? ofModel(error, use) : error;
}

const ofModel = (cause: Error, use: PluginUse): PluginError =>
  new PluginError(isTransonnxError(cause) ? cause.message.replace(/\.$/, "") : whatAndWhere(cause), {
    ...{ problem: "model", plugin: use.name, modelType: use.modelType, where: showPlugin(use), cause },
    advice: `The author of ${use.name} can tell more`,
  });

/** Which plugin serves a model type, and instead of what. */
export function servedBy(use: PluginUse): string {
  const instead = use.replaces.length > 0 ? `, instead of ${use.replaces.join(" and ")}` : "";
  return `The model type ${use.modelType} is that of the plugin ${showPlugin(use)}${instead}.`;
}
