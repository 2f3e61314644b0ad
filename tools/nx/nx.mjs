import { runNode } from "../run.mjs";

/** Runs Nx with plain output and no question asked. Returns its exit status. */
export const nx = (...args) => runNode("node_modules/nx/dist/bin/nx.js", [...args, "--output-style=static"]);
