import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const goldens = fileURLToPath(new URL("goldens/", import.meta.url));

/** What `python goldens/oracle.py` makes: kept beside the script, as nothing here needs Python. */
const madeGoldens = (folder) =>
  cpSync(goldens, path.join(folder, "goldens"), { recursive: true, filter: (file) => !file.endsWith(".py") });

/** Somebody who follows a guide to the letter, in the folder of a project. */
export function readerOf(project) {
  let here = project.folder;
  const builtIn = {
    cd: (folder) => {
      here = path.resolve(here, folder);
    },
    mkdir: (folder) => mkdirSync(path.resolve(here, folder)),
    python: (script) => {
      if (script !== "goldens/oracle.py") throw new Error(`The guide runs another script: ${script}`);
      madeGoldens(here);
    },
  };
  const follow = async ({ command, file, code }) => {
    if (file) {
      mkdirSync(path.dirname(path.join(here, file)), { recursive: true });
      writeFileSync(path.join(here, file), code);
      return "";
    }
    const [program, ...args] = command.split(" ");
    if (Object.hasOwn(builtIn, program)) {
      builtIn[program](...args);
      return "";
    }
    const { stdout, stderr } = await project.run(program, args, { cwd: here });
    return `${stdout}${stderr}`;
  };
  return { follow, path: (...parts) => path.join(here, ...parts) };
}
