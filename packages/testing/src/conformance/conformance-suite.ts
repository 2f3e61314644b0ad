import {
  createRegistry,
  type ModelDefinition,
  type Registry,
  resolveDefinition,
  tasksOf,
  withoutPast,
} from "@transonnx/core";
import { type TargetName, targetNames, targetOf } from "@transonnx/exporter";
import type { Operator } from "@transonnx/graph";
import { GOLDEN_TOLERANCE } from "../goldens/compare.ts";
import type { Golden } from "../goldens/golden.ts";
import { type Check, nameOf } from "../goldens/golden-suite.ts";
import { readGoldens } from "../goldens/read-goldens.ts";
import { evaluateGraphs, type GoldenTarget, modelsOf, runModels } from "../goldens/run-golden.ts";
import { checkOperators } from "../goldens/target-operators.ts";
import { ConformanceError } from "./conformance-error.ts";
import { definitionIsComplete } from "./definition.ts";
import { draftGolden } from "./draft-golden.ts";
import { axesAreFree } from "./free-axes.ts";
import { interfacesAgree } from "./interface.ts";
import { operatorHolds, ownOperators } from "./operators.ts";
import { importingRegistersNothing, packageIsFound } from "./package-checks.ts";
import { parametersAreRead, parametersMatter } from "./parameters.ts";
import { garbageIsRefused } from "./refusals.ts";
import { graphsAreDeterministic } from "./same-graph.ts";
import { buildSubject, type Subject } from "./subject.ts";

/** What the conformance suite takes besides the model. */
export interface ConformanceOptions {
  /** The folder of the goldens (`<task>.json`: a small config, weights by formula, inputs, and what they come to), or these. */
  readonly goldens?: string | URL | readonly Golden[];
  /**
   * A small config.json for the tasks that have no golden. They are tried on weights by formula: that their files compute what the
   * model's code says, not that the code is right.
   */
  readonly config?: Readonly<Record<string, unknown>>;
  /** The folder of the package, with its package.json and built: importing it has to do nothing. Default: not tried. */
  readonly package?: string | URL;
  /** Operators of one's own that no golden's graph holds. Those that graphs hold are tried in any case. */
  readonly operators?: readonly Operator[];
  /** Targets whose models ONNX Runtime runs, each at its own opset. Default all. */
  readonly targets?: readonly TargetName[];
  /** Where the parts of a model come from that is composed of others. Default: none. */
  readonly registry?: Registry;
}

/** The oldest opset that is written: operators that came later are tried as their definitions. */
const OLDEST_OPSET = 13;

/**
 * What a model type owes those who export it, as checks for any test runner: each resolves where it holds, and rejects with a
 * ConformanceError that says where, what was expected, what was found and what to do. `conformanceReport` makes a table of them.
 *
 * - tensors: each that a golden's checkpoint holds is read or in `mayHold`, and changes an output;
 * - axes: each free one is, at two sizes or more, evaluated and in ONNX Runtime;
 * - names, order, element types and axes: those of the OnnxConfig are those of graph, file and golden;
 * - values: goldens = reference evaluation = ONNX Runtime, for each target and at opset 13;
 * - config.json: what is not built is refused; graphs: the same each time; operators of one's own: as their samples say;
 * - the package: its package.json says what it has, importing it registers nothing.
 *
 * ```ts
 * for (const [name, run] of conformanceSuite(myModel, { goldens: new URL("goldens/", import.meta.url) })) test(name, run);
 * ```
 *
 * Needs Node and onnxruntime-node. Throws where there is neither a golden nor a config.
 */
export function conformanceSuite(definition: ModelDefinition, options: ConformanceOptions): readonly Check[] {
  const { config, registry = createRegistry([]) } = options;
  const goldens = isFolder(options.goldens) ? readGoldens(options.goldens) : (options.goldens ?? []);
  const covered = new Set(goldens.map(({ task }) => withoutPast(task)));
  const uncovered = tasksOf(definition).filter((task) => !covered.has(withoutPast(task)));
  if (goldens.length === 0 && !config)
    throw new ConformanceError("there is nothing to try the model on", {
      where: definition.modelType,
      expected: "goldens, <task>.json each, or a small config",
      found: isFolder(options.goldens) ? `no golden in ${options.goldens}` : "neither",
      advice: "Make goldens with PyTorch, or pass { config }",
    });
  const resolved = (json: Golden["config"]) => resolveDefinition(definition, json, registry);
  const golden = goldens.map((each): Tried => {
    const subject = once(async () => buildSubject(await resolved(each.config), each));
    return { name: nameOf(each), subject, compared: true };
  });
  const drafts = (config ? uncovered : []).map((task): Tried => {
    const subject = once(async () => {
      const model = await resolved(config!);
      return buildSubject(model, await draftGolden(model, config!, task));
    });
    return { name: task, subject, compared: false };
  });
  const tried = [...golden, ...drafts];
  return [
    check("the definition keeps the contract", () => definitionIsComplete(definition)),
    ...(options.package === undefined ? [] : packageChecks(options.package, definition)),
    check("every task has a golden", async () => {
      if (uncovered.length > 0 && !config) throw uncoveredTasks(definition.modelType, uncovered);
    }),
    ...tried.flatMap((one) => subjectChecks(one, options.targets ?? targetNames)),
    check("operators of its own", async () => {
      const own = new Set(options.operators);
      for (const { subject } of tried) for (const op of ownOperators(await subject())) own.add(op);
      for (const op of own) await operatorHolds(op);
    }),
  ];
}

const isFolder = (goldens: ConformanceOptions["goldens"]): goldens is string | URL =>
  typeof goldens === "string" || goldens instanceof URL;

const packageChecks = (folder: string | URL, { modelType }: ModelDefinition): readonly Check[] => [
  check("the package is found by its package.json", () => packageIsFound(folder, modelType)),
  check("importing the package registers nothing", () => importingRegistersNothing(folder)),
];

/** A task that is tried: by a golden it is compared with, or without one. */
interface Tried {
  readonly name: string;
  readonly subject: () => Promise<Subject>;
  readonly compared: boolean;
}

const check = (name: string, run: () => Promise<void>): Check => [name, run];

function subjectChecks({ name, subject, compared }: Tried, targets: readonly TargetName[]): readonly Check[] {
  const on = (what: string, run: (subject: Subject) => Promise<void>) =>
    check(`${name}: ${what}`, async () => run(await subject()));
  return [
    on("every tensor is read", parametersAreRead),
    on("every tensor matters", parametersMatter),
    on("names, types and axes are those of the OnnxConfig", interfacesAgree),
    on("every free axis is free", axesAreFree),
    ...(compared ? [on("the reference evaluation is as the golden", isEvaluated)] : []),
    ...targets.map((target) =>
      on(`ONNX Runtime, for ${target}`, (it) =>
        runs(it, target, { target: targetOf(target), opset: targetOf(target).opset }),
      ),
    ),
    on(`ONNX Runtime, opset ${OLDEST_OPSET}`, (it) => runs(it, `opset ${OLDEST_OPSET}`, { opset: OLDEST_OPSET })),
    on("the graph is the same each time", graphsAreDeterministic),
    on("config.json: what is not built is refused", garbageIsRefused),
  ];
}

async function isEvaluated(subject: Subject): Promise<void> {
  const difference = await evaluateGraphs(subject);
  if (!(difference <= GOLDEN_TOLERANCE))
    throw differing(subject.where, difference, "Compare forward with the code that made the golden, layer by layer");
}

async function runs(subject: Subject, how: string, target: GoldenTarget): Promise<void> {
  const models = modelsOf(subject, target);
  if (target.target) checkOperators(models, target.target);
  const difference = await runModels(subject.golden, models);
  const advice =
    "Where the reference evaluation passes, an operator is written wrongly: please report it, if it is none of your own";
  if (!(difference <= GOLDEN_TOLERANCE)) throw differing(`${subject.where}, ${how}`, difference, advice);
}

const differing = (where: string, difference: number, advice: string) =>
  new ConformanceError("outputs differ from the golden's", {
    where,
    expected: `at most ${GOLDEN_TOLERANCE} of an output's magnitude`,
    found: `${difference}`,
    advice,
  });

const uncoveredTasks = (where: string, tasks: readonly string[]) =>
  new ConformanceError("tasks have no golden", {
    where,
    expected: "a golden of each",
    found: `none of ${tasks.join(", ")}`,
    advice: "Make them with PyTorch, or pass { config }, on which such tasks are tried without",
  });

/** What is made when it is first asked for, and its failure for all who ask. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
