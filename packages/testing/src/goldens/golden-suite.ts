import { createRegistry, type ModelDefinition, type Registry, resolveDefinition } from "@transonnx/core";
import { type TargetName, targetNames, targetOf } from "@transonnx/exporter";
import { GOLDEN_TOLERANCE } from "./compare.ts";
import type { Golden } from "./golden.ts";
import { readGoldens } from "./read-goldens.ts";
import { type BuiltGraphs, buildGraphs, evaluateGraphs, modelsOf, runModels } from "./run-golden.ts";
import { checkOperators } from "./target-operators.ts";

/** A check for a test runner's `test.each`: resolves where it holds, rejects with the reason where not. */
export type Check = readonly [name: string, run: () => Promise<void>];

/** What `goldenSuite` takes besides the model. */
export interface GoldenSuiteOptions {
  /** Targets whose models ONNX Runtime runs, each at its own opset. Default all. */
  readonly targets?: readonly TargetName[];
  /** Opsets that it runs standard operators of besides. Default 13, 17 and 20. */
  readonly opsets?: readonly number[];
  /** Where the parts of a model come from that is composed of others. Default: none. */
  readonly registry?: Registry;
}

/** The opsets, besides those of the targets, that goldens are met at. */
export const GOLDEN_OPSETS = [13, 17, 20] as const;

/**
 * Every golden of a folder, by the reference evaluation and by ONNX Runtime for each target and at each opset:
 *
 * ```ts
 * test.each(goldenSuite(bert, new URL("../../../../fixtures/goldens/bert", import.meta.url)))("%s", (_, run) => run());
 * ```
 */
export function goldenSuite(
  definition: ModelDefinition,
  folder: string | URL,
  { targets = targetNames, opsets = GOLDEN_OPSETS, registry = createRegistry([]) }: GoldenSuiteOptions = {},
): readonly Check[] {
  const goldens = readGoldens(folder);
  if (goldens.length === 0) throw new Error(`there are no goldens in ${folder}`);
  return goldens.flatMap((golden) => {
    let building: Promise<BuiltGraphs> | undefined;
    const built = () => {
      building ??= resolveDefinition(definition, golden.config, registry).then((made) => buildGraphs(made, golden));
      return building;
    };
    return [
      [`${nameOf(golden)}, evaluated`, async () => within(evaluateGraphs(await built()))] as const,
      ...targets.map((name): Check => {
        const target = targetOf(name);
        const check = async () => {
          const models = modelsOf(await built(), { target, opset: target.opset });
          checkOperators(models, target);
          await within(runModels(golden, models));
        };
        return [`${nameOf(golden)}, for ${name}`, check];
      }),
      ...opsets.map((opset): Check => {
        const check = async () => within(runModels(golden, modelsOf(await built(), { opset })));
        return [`${nameOf(golden)}, opset ${opset}`, check];
      }),
    ];
  });
}

/** The task, and the variant where there is one. */
export const nameOf = ({ task, variant }: Golden): string => (variant === "default" ? task : `${task}: ${variant}`);

async function within(measured: Promise<number>): Promise<void> {
  const difference = await measured;
  if (!(difference <= GOLDEN_TOLERANCE))
    throw new Error(`the outputs differ from PyTorch's by ${difference} of their magnitude: expected at most 1e-4`);
}
