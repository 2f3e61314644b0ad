import type { Target } from "@transonnx/exporter";
import type { ModelSpec } from "@transonnx/onnx";

/** Throws where models hold operators that their target does not have. */
export function checkOperators(models: Readonly<Record<string, ModelSpec>>, { name, operators }: Target): void {
  if (!operators) return;
  for (const [part, { graph }] of Object.entries(models)) {
    const strangers = graph.nodes.filter(({ domain, opType }) => !operators[domain]?.includes(opType));
    if (strangers.length > 0)
      throw new Error(
        `${part}: the target ${name} does not have ${[...new Set(strangers.map(({ opType }) => opType))].join(", ")}: ` +
          `first at ${strangers[0]!.name}. Rewrite it for the target, or add it to the target's operators if it has a kernel`,
      );
  }
}
