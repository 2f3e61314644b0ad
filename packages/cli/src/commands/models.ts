import { modelTypeKey } from "@transonnx/core";
import { pluginOptions } from "../flags/plugins.ts";
import { models } from "../generated/models.ts";
import { findPlugins, type Serving } from "../plugins/index.ts";
import { showPlugin } from "../plugins/plugin.ts";
import { registry } from "../registry.ts";
import { ExitCode } from "../terminal/exit-code.ts";
import { say, sayError } from "../terminal/say.ts";
import { columns } from "../terminal/sizes.ts";
import type { ModelsFlags } from "./flags.ts";

/**
 * `transonnx models`. Loads no code of a plugin that declares its model types. Returns the exit code, which says whether
 * plugins are in the way of others or cannot be read.
 */
export async function runModels({ json, quiet, ...flags }: ModelsFlags): Promise<ExitCode> {
  const { servings, problems } = await findPlugins(pluginOptions(flags));
  const taken = new Set(servings.filter(({ conflict }) => !conflict).map(({ modelType }) => modelTypeKey(modelType)));
  const own = await Promise.all(
    models
      .filter(({ modelType }) => !taken.has(modelTypeKey(modelType)))
      .map(async ({ modelType, package: name }) => ({
        modelType,
        package: name,
        tasks: Object.keys((await registry.load(modelType)).tasks),
      })),
  );
  const served = servings.filter(({ conflict }) => !conflict);
  const wrong = [...servings.flatMap(({ conflict }) => conflict ?? []), ...problems];
  const exitCode = wrong.length > 0 ? ExitCode.plugin : ExitCode.ok;
  if (json) {
    const listed = [...own, ...served.map(asJson)];
    const found = wrong.map(({ name, message }) => ({ error: name, message }));
    console.log(
      JSON.stringify({ ok: exitCode === ExitCode.ok, command: "models", exitCode, models: listed, problems: found }),
    );
    return exitCode;
  }
  if (!quiet)
    say(
      columns([
        ...own.map((model) => [model.modelType, model.tasks.join(", ")]),
        ...served.map((model) => [model.modelType, describe(model)]),
      ]),
    );
  for (const { message } of wrong) sayError(message);
  return exitCode;
}

const asJson = ({ modelType, name, version, origin, path, replaces }: Serving) => ({
  ...{ modelType, package: name, version, origin, path, replaces },
});

const origins = { option: "named", config: "named by the configuration file", installed: "installed" } as const;

function describe(serving: Serving): string {
  const instead = serving.replaces.length > 0 ? `, instead of ${serving.replaces.join(" and ")}` : "";
  return `plugin ${showPlugin(serving)}, ${origins[serving.origin]}${instead}`;
}
