import { models } from "../generated/models.ts";
import { registry } from "../registry.ts";
import { say } from "../terminal/say.ts";
import { columns } from "../terminal/sizes.ts";
import type { CommonFlags } from "./flags.ts";

/** `transonnx models`. */
export async function runModels({ json, quiet }: CommonFlags): Promise<void> {
  const listed = await Promise.all(
    models.map(async ({ modelType, package: name }) => ({
      modelType,
      package: name,
      tasks: Object.keys((await registry.load(modelType)).tasks),
    })),
  );
  if (json) console.log(JSON.stringify({ ok: true, command: "models", models: listed }));
  else if (!quiet) say(columns(listed.map((model) => [model.modelType, model.tasks.join(", ")])));
}
