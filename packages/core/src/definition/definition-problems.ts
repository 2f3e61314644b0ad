import { showNames, showValue } from "../errors/describe.ts";
import { nearNames } from "../errors/near-names.ts";
import { TASKS } from "../tasks/task.ts";

/** What a field of a definition is, and what it should be. */
export interface DefinitionProblem {
  /** The path of the field, such as `tasks.fill-mask.forward`. */
  readonly field: string;
  readonly expected: string;
  readonly found: string;
}

type Fields = Readonly<Record<string, unknown>>;
type Problems = readonly DefinitionProblem[];

/**
 * Where a definition is not what `defineModel` asks for, field by field: types say so to an author of TypeScript, and this to any
 * other. Empty where it is right. Nothing of it is called.
 */
export function definitionProblems(definition: unknown): Problems {
  if (!isObject(definition)) return wrong("the definition", "what defineModel returns", definition);
  const { modelType, parseConfig, onnxConfig, tasks, mayHold, asDecoder, composition } = definition;
  return [
    ...(isName(modelType) ? [] : wrong("modelType", "the model_type of config.json", modelType)),
    ...(isFunction(parseConfig) ? [] : wrong("parseConfig", "a function of a config.json", parseConfig)),
    ...(isOnnxConfig(onnxConfig) ? [] : wrong("onnxConfig", "a class that extends OnnxConfig", onnxConfig)),
    ...each("tasks", "an object from tasks to what they compute", tasks, ofTask),
    ...ofPatterns("mayHold", mayHold),
    ...(asDecoder === undefined ? [] : ofDecoder(asDecoder)),
    ...(composition === undefined ? [] : ofComposition(composition)),
  ];
}

function ofTask(field: string, task: unknown, name: string): Problems {
  if (!(TASKS as readonly string[]).includes(name)) {
    const near = nearNames(name, TASKS);
    return wrong(field, `one of the tasks ${showNames(near.length > 0 ? near : TASKS)}`, name);
  }
  if (!isObject(task)) return wrong(field, "{ architecture, forward }, or { architecture, encoder, decoder }", task);
  const { architecture, alsoFrom = [], mayHold = [], parts = {} } = task;
  const functions = "encoder" in task || "decoder" in task ? ["encoder", "decoder"] : ["forward"];
  return [
    ...(isName(architecture) ? [] : wrong(`${field}.architecture`, CLASS, architecture)),
    ...(isListOf(alsoFrom, isName) ? [] : wrong(`${field}.alsoFrom`, "a list of names of classes", alsoFrom)),
    ...ofPatterns(`${field}.mayHold`, mayHold),
    ...functions.flatMap((name) => ofForward(`${field}.${name}`, task[name])),
    ...each(`${field}.parts`, "an object from parts to what they compute", parts, ofForward),
  ];
}

const CLASS = "the name of a class in config.json's architectures";

function ofDecoder(asDecoder: unknown): Problems {
  if (!isObject(asDecoder)) return wrong("asDecoder", "{ architecture, base, parseConfig, forward }", asDecoder);
  const { architecture, base, parseConfig, forward } = asDecoder;
  return [
    ...(isName(architecture) ? [] : wrong("asDecoder.architecture", CLASS, architecture)),
    ...(typeof base === "string" ? [] : wrong("asDecoder.base", "where the base model lies", base)),
    ...(isFunction(parseConfig) ? [] : wrong("asDecoder.parseConfig", "a function of a config.json", parseConfig)),
    ...ofForward("asDecoder.forward", forward),
  ];
}

function ofComposition(composition: unknown): Problems {
  if (!isObject(composition)) return wrong("composition", "{ parts, compose }", composition);
  const { parts, compose } = composition;
  return [
    ...each("composition.parts", "an object from parts to what can be them", parts, (field, accepts) =>
      isFunction(accepts) ? [] : wrong(field, "a function of a definition", accepts),
    ),
    ...(isFunction(compose) ? [] : wrong("composition.compose", "a function of the parts", compose)),
  ];
}

const ofForward = (field: string, forward: unknown): Problems =>
  isFunction(forward) ? [] : wrong(field, "a function of a config, parameters and inputs", forward);

const ofPatterns = (field: string, patterns: unknown): Problems =>
  isListOf(patterns, isPattern) ? [] : wrong(field, "a list of regular expressions", patterns);

/** The problems of each value of an object. */
const each = (
  field: string,
  expected: string,
  values: unknown,
  problemsOf: (field: string, value: unknown, name: string) => Problems,
): Problems =>
  isObject(values)
    ? Object.entries(values).flatMap(([name, value]) => problemsOf(`${field}.${name}`, value, name))
    : wrong(field, expected, values);

const wrong = (field: string, expected: string, value: unknown): Problems => [
  { field, expected, found: describe(value) },
];

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isFunction = (value: unknown): boolean => typeof value === "function";
const isName = (value: unknown): boolean => typeof value === "string" && value !== "";
const isListOf = (value: unknown, is: (item: unknown) => boolean): boolean => Array.isArray(value) && value.every(is);

/** Another realm's expressions have another constructor: `instanceof` would not know them. */
const isPattern = (value: unknown): boolean => Object.prototype.toString.call(value) === "[object RegExp]";

/** A class of any copy of this package. */
const isOnnxConfig = (value: unknown): boolean =>
  typeof value === "function" && typeof (value.prototype as Fields | undefined)?.inputTypes === "function";

function describe(value: unknown): string {
  if (typeof value === "function") return /^class\b/.test(`${value}`) ? `the class ${value.name}` : "a function";
  return isPattern(value) ? `${value}` : showValue(value);
}
