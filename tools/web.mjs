// npm run web [-- vite's arguments]: installs if needed, then serves the page from the sources: nothing is built.
import { ensureInstalled } from "./install.mjs";
import { root } from "./root.mjs";
import { runNode } from "./run.mjs";

ensureInstalled();
process.exit(runNode("node_modules/vite/bin/vite.js", process.argv.slice(2), { cwd: `${root}/packages/web` }));
