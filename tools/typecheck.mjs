// npm run typecheck [-- folder]: everything, then what must run anywhere, without the types of Node and of the browser.
import { ensureInstalled } from "./install.mjs";
import { runNode } from "./run.mjs";

ensureInstalled();
const check = (config) => runNode("node_modules/typescript/bin/tsc", ["--noEmit", "-p", config]);
process.exit(check("tsconfig.json") || check("tsconfig.universal.json"));
