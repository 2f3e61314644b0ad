// npm test [-- jest's arguments]: installs if needed, then runs every test, or those the arguments name.
import { ensureInstalled } from "./install.mjs";
import { runNode } from "./run.mjs";

ensureInstalled();

const nodeOptions = ["--experimental-vm-modules"];
if (process.allowedNodeEnvironmentFlags.has("--disable-warning"))
  nodeOptions.push("--disable-warning=ExperimentalWarning");

process.exit(runNode("node_modules/jest/bin/jest.js", process.argv.slice(2), { nodeOptions }));
