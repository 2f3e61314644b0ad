import { readArguments, USAGE } from "./arguments.ts";
import { modelFiles } from "./files.ts";
import { namesOf } from "./names.ts";
import { writeFiles } from "./write-files.ts";

/** What `create` takes besides the package's name. */
export interface CreateOptions {
  /** The folder of templates: `template` of this package. */
  readonly template: string;
  /** The version of transonnx's packages. */
  readonly version: string;
  /** Where messages go, a line each. */
  readonly say: (line: string) => void;
}

/** The command: makes the package that the arguments ask for. Throws CreateError. */
export function create(args: readonly string[], { template, version, say }: CreateOptions): void {
  const given = readArguments(args);
  if (!given) {
    say(USAGE);
    return;
  }
  const names = namesOf(given.name, given.scope);
  const files = modelFiles(names, { template, modality: given.modality, version });
  writeFiles(given.dir, files, { force: given.force, onReplaced: (file) => say(`replaced ${file}`) });
  say(
    `${names.package} is in ${given.dir}. Next:\n\n  cd ${given.dir}\n  npm install --ignore-scripts\n  npm test\n  npm run export\n`,
  );
}
