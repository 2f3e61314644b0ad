import { parseArgs } from "node:util";
import { CreateError } from "./errors.ts";
import { type Modality, modalities } from "./template.ts";

export const USAGE = `Usage: npm create transonnx-model NAME -- [options]

Makes a package for a model type that transonnx does not have: it builds, passes its tests and exports a toy model at once.

  NAME                lower case, digits and dashes: my-model, the model_type of config.json
  --dir FOLDER        where it is written; default: ./NAME
  --modality KIND     ${modalities.join(", ")}; default: ${modalities[0]}
  --scope @me         the package is @me/NAME; default: transonnx-NAME
  --force             write into a folder that is not empty, and tell which files are replaced
  -h, --help          print this
`;

export interface CreateArguments {
  readonly name: string;
  readonly dir: string;
  readonly modality: Modality;
  readonly scope: string | undefined;
  readonly force: boolean;
}

/** The arguments of the command; undefined: help is asked for. Throws CreateError. */
export function readArguments(args: readonly string[]): CreateArguments | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) return undefined;
  const [name, ...others] = positionals;
  if (name === undefined) throw new CreateError(`The model has no name.\n\n${USAGE}`);
  if (others.length > 0)
    throw new CreateError(`One name is expected, found ${positionals.length}: ${positionals.join(" ")}`);
  const { dir = name, modality = modalities[0], scope, force = false } = values;
  if (!isModality(modality))
    throw new CreateError(`--modality ${modality} is not known: expected ${modalities.join(", ")}`);
  return { name, dir, modality, scope, force };
}

const isModality = (text: string): text is Modality => (modalities as readonly string[]).includes(text);

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        dir: { type: "string" },
        modality: { type: "string" },
        scope: { type: "string" },
        force: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new CreateError(`${(error as Error).message}\n\n${USAGE}`);
  }
}
