import { CreateError } from "./errors.ts";

/** What a model is called in each place. */
export interface ModelNames {
  /** `my-model`: model_type of config.json. */
  readonly modelType: string;
  /** `myModel`: the definition's name. */
  readonly variable: string;
  /** `MyModel`: begins the names of classes. */
  readonly prefix: string;
  /** `My Model`: in prose. */
  readonly title: string;
  /** `transonnx-my-model`, or `@me/my-model`. */
  readonly package: string;
}

/** npm's bound on the length of a package's name. */
const LONGEST_NAME = 214;
const MODEL = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const SCOPE = /^@[a-z0-9][a-z0-9._-]*$/;

/** Words of JavaScript that no variable is called. */
const reserved =
  "await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield".split(
    " ",
  );

/** The names of a model, or a CreateError that says which are possible. */
export function namesOf(model: string, scope?: string): ModelNames {
  if (!MODEL.test(model))
    throw new CreateError(`The name "${model}" is none of a model: lower case, digits and dashes, as my-model`);
  if (reserved.includes(model))
    throw new CreateError(`The name "${model}" is a word of JavaScript: choose another, as ${model}-model`);
  if (scope !== undefined && !SCOPE.test(scope))
    throw new CreateError(`The scope "${scope}" is none of npm: expected lower case after an @, as @me`);
  const name = scope === undefined ? `transonnx-${model}` : `${scope}/${model}`;
  if (name.length > LONGEST_NAME)
    throw new CreateError(
      `The package's name has ${name.length} characters: expected at most ${LONGEST_NAME}, npm's bound`,
    );
  const words = model.split("-");
  const capitalized = words.map((word) => word[0]!.toUpperCase() + word.slice(1));
  return {
    modelType: model,
    variable: words[0] + capitalized.slice(1).join(""),
    prefix: capitalized.join(""),
    title: capitalized.join(" "),
    package: name,
  };
}
