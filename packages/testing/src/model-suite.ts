import { createRegistry, type ModelDefinition, type Registry, resolveDefinition } from "@transonnx/core";
import { contractOf, readContracts, showContract } from "./contract/contract.ts";
import { generates, generationSuite } from "./generation/generation-suite.ts";
import { type Check, goldenSuite } from "./goldens/golden-suite.ts";
import { readGoldens } from "./goldens/read-goldens.ts";

/** What `modelSuite` takes besides the model. */
export interface ModelSuiteOptions {
  /** Where the parts of a model come from that is composed of others. Default: none. */
  readonly registry?: Registry;
}

/** The oldest opset that is written: operators that came later are tried as their definitions. */
const OLDEST = 13;

/**
 * All that holds of a model type, by the files that a folder has of it:
 *
 * - `goldens/<model type>`: every task as PyTorch computes it, evaluated and in ONNX Runtime, for each target and at opset 13;
 *   where text is generated, 20 greedy tokens with a cache are those without one;
 * - `goldens-more/<model type>`, where it is there: further configurations, evaluated and for each target;
 * - `contract.json`: names, order and axes of optimum.
 *
 * ```ts
 * test.each(modelSuite(gpt2, new URL("../../../../fixtures/", import.meta.url)))("%s", (_, run) => run());
 * ```
 */
export function modelSuite(
  definition: ModelDefinition,
  fixtures: URL,
  { registry = createRegistry([]) }: ModelSuiteOptions = {},
): readonly Check[] {
  const { modelType } = definition;
  const folder = new URL(`goldens/${modelType}`, fixtures);
  const more = new URL(`goldens-more/${modelType}`, fixtures);
  const goldens = readGoldens(folder);
  return [
    ...goldenSuite(definition, folder, { registry, opsets: [OLDEST] }),
    ...(readGoldens(more).length > 0 ? goldenSuite(definition, more, { registry, opsets: [] }) : []),
    ...(goldens.some(generates) ? generationSuite(definition, folder, { registry }) : []),
    [
      "names, order and axes of optimum",
      async () => {
        const { config } = goldens[0]!;
        const contract = readContracts(new URL("contract.json", fixtures))[modelType];
        if (!contract) throw new Error(`there is no contract of ${modelType}`);
        const found = showContract(contractOf(await resolveDefinition(definition, config, registry), config));
        const expected = showContract(contract);
        if (found !== expected) throw new Error(`expected\n${expected}\nfound\n${found}`);
      },
    ],
  ];
}
