import { MissingTensorError, type ModelDefinition, TensorShapeError, UnexpectedTensorError } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";
import { GOLDEN_TOLERANCE } from "../goldens/compare.ts";
import type { Golden } from "../goldens/golden.ts";
import { goldenTensors } from "../goldens/golden-arrays.ts";
import type { Check } from "../goldens/golden-suite.ts";
import { readGoldens } from "../goldens/read-goldens.ts";
import { evaluateGolden, goldenGraph } from "../goldens/run-golden.ts";

/** What `checkpointSuite` takes besides the model. */
export interface CheckpointSuiteOptions {
  /** Where a checkpoint with a head has its base model: "bert". */
  readonly base: string;
  /** How one layer's path is spelt, and how that of a layer would be that the config does not know. */
  readonly layer: readonly [known: string, unknown: string];
  /** The task whose checkpoints hold the base model and nothing else. Default "feature-extraction". */
  readonly headless?: string;
}

type Tensors = ReadonlyMap<string, NDArray>;

/**
 * What a checkpoint may look like, tried on the goldens of a folder: base models with and without their prefix, old
 * names, buffers, other heads; and what must be an error: a head that is missing, a tensor of another shape, a layer
 * too many.
 */
export function checkpointSuite(
  definition: ModelDefinition,
  folder: string | URL,
  { base, layer, headless = "feature-extraction" }: CheckpointSuiteOptions,
): readonly Check[] {
  const goldens = readGoldens(folder);
  const plain = goldens.find(({ task }) => task === headless);
  const headed = goldens.filter(({ task }) => task !== headless);
  const [first] = headed;
  if (!plain || !first) throw new Error(`${folder} needs goldens of ${headless} and of another task`);
  const same = async (golden: Golden, tensors: Tensors) => {
    const difference = await evaluateGolden(definition, golden, tensors);
    if (!(difference <= GOLDEN_TOLERANCE)) throw new Error(`the outputs differ by ${difference}`);
  };
  const fails = async (golden: Golden, tensors: Tensors, error: new (fields: never) => Error, mention: string) => {
    try {
      goldenGraph(definition, golden, tensors);
    } catch (found) {
      if (found instanceof error && found.message.includes(mention)) return;
      throw found;
    }
    throw new Error(`no error names ${mention}`);
  };
  const prefixed = renamed(goldenTensors(plain), (name) => `${base}.${name}`);
  return [
    [`a base model under "${base}."`, () => same(plain, prefixed)],
    ...headed.map((golden): Check => {
      const bare = renamed(goldenTensors(golden), (name) => name.replace(`${base}.`, ""));
      return [`${golden.task} on a base model without its prefix`, () => same(golden, bare)];
    }),
    ...[plain, first].map((golden): Check => {
      const old = renamed(goldenTensors(golden), (name) =>
        name.replace(/LayerNorm\.weight$/, "LayerNorm.gamma").replace(/LayerNorm\.bias$/, "LayerNorm.beta"),
      );
      return [`${golden.task} with LayerNorm's old names, gamma and beta`, () => same(golden, old)];
    }),
    ...headed.map((golden): Check => {
      const tensors = new Map([...goldenTensors(golden), ...prefixed, positionIds(`${base}.`)]);
      return [`${headless} of a checkpoint for ${golden.task}, buffers included`, () => same(plain, tensors)];
    }),
    ...headed.map((golden): Check => {
      const head = firstHead(goldenGraph(definition, golden, goldenTensors(golden)).parameters, `${base}.`);
      return [`${golden.task} of a base model misses ${head}`, () => fails(golden, prefixed, MissingTensorError, head)];
    }),
    [
      `${first.task} with any one of its tensors in another shape`,
      async () => {
        const tensors = goldenTensors(first);
        for (const name of goldenGraph(definition, first, tensors).parameters) {
          const tensor = tensors.get(name)!;
          const wrong = { ...tensor, shape: [...tensor.shape, 1] };
          await fails(first, new Map([...tensors, [name, wrong]]), TensorShapeError, name);
        }
      },
    ],
    ...goldens.map((golden): Check => {
      const tensors = goldenTensors(golden);
      const more = renamed(tensors, (name) => name.replace(layer[0], layer[1]));
      return [
        `${golden.task} with a layer too many`,
        () => fails(golden, new Map([...more, ...tensors]), UnexpectedTensorError, layer[1]),
      ];
    }),
  ];
}

/** The same tensors under other names. */
export const renamed = (tensors: Tensors, rename: (name: string) => string): Tensors =>
  new Map([...tensors].map(([name, tensor]) => [rename(name), tensor]));

/** A buffer that old versions of transformers saved. */
const positionIds = (prefix: string): [string, NDArray] => [
  `${prefix}embeddings.position_ids`,
  { dtype: "int64", shape: [1, 1], data: BigInt64Array.of(0n) },
];

/** The first tensor that lies outside of the base model, in the order in which a model asks. */
const firstHead = (names: ReadonlySet<string>, base: string): string =>
  [...names].find((name) => !name.startsWith(base))!;
