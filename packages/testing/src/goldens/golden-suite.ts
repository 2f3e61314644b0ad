import { createRegistry, type ModelDefinition, type Registry, resolveDefinition } from "@transonnx/core";
import { type TargetName, targetNames, targetOf } from "@transonnx/exporter";
import { GOLDEN_TOLERANCE } from "./compare.ts";
import type { Golden } from "./golden.ts";
import { readGoldens } from "./read-goldens.ts";
import { evaluateGolden, type GoldenTarget, goldenModels, runGolden } from "./run-golden.ts";
import { checkOperators } from "./target-operators.ts";

/** A check for a test runner's `test.each`: resolves where it holds, rejects with the reason where not. */
export type Check = readonly [name: string, run: () => Promise<void>];

export interface GoldenSuiteOptions {
  /** Targets whose models ONNX Runtime runs, each at its own opset. Default all. */
  readonly targets?: readonly TargetName[];
  /** Opsets that it runs standard operators of besides. Default 13, 17 and 20. */
  readonly opsets?: readonly number[];
  /** Where the parts of a model come from that is composed of others. Default: none. */
  readonly registry?: Registry;
}

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
  const resolved = ({ config }: Golden) => resolveDefinition(definition, config, registry);
  const run = async (golden: Golden, target: number | GoldenTarget) =>
    within(runGolden(await resolved(golden), golden, target));
  const goldens = readGoldens(folder);
  if (goldens.length === 0) throw new Error(`there are no goldens in ${folder}`);
  return goldens.flatMap((golden) => [
    [`${nameOf(golden)}, evaluated`, async () => within(evaluateGolden(await resolved(golden), golden))] as const,
    ...targets.map((name): Check => {
      const target = targetOf(name);
      const written = { target, opset: target.opset };
      const check = async () => {
        checkOperators(goldenModels(await resolved(golden), golden, written), target);
        await run(golden, written);
      };
      return [`${nameOf(golden)}, for ${name}`, check];
    }),
    ...opsets.map((opset): Check => [`${nameOf(golden)}, opset ${opset}`, () => run(golden, opset)]),
  ]);
}

/** The task, and the variant where there is one. */
export const nameOf = ({ task, variant }: Golden): string => (variant === "default" ? task : `${task}: ${variant}`);

async function within(measured: Promise<number>): Promise<void> {
  const difference = await measured;
  if (!(difference <= GOLDEN_TOLERANCE))
    throw new Error(`the outputs differ from PyTorch's by ${difference} of their magnitude: expected at most 1e-4`);
}
