// npm run export [-- CHECKPOINT OUTPUT ...]: installs and builds if needed, then runs `transonnx export`.
// Without arguments: exports the bundled checkpoint.
import path from "node:path";
import { isBuilt } from "./build/fresh.mjs";
import { ensureInstalled } from "./install.mjs";
import { nx } from "./nx/nx.mjs";
import { root } from "./root.mjs";
import { runNode } from "./run.mjs";

const bundled = ["fixtures/tiny-bert", "output/tiny-bert", "--force"];

ensureInstalled();
if (!isBuilt("packages/cli")) {
  const status = nx("run", "transonnx:build");
  if (status !== 0) process.exit(status);
}
const args = process.argv.slice(2);
if (args.length === 0) console.log(`transonnx export ${bundled.join(" ")}\n`);
const cwd = args.length > 0 ? (process.env.INIT_CWD ?? process.cwd()) : root;
process.exit(
  runNode(path.join(root, "packages/cli/dist/bin.js"), ["export", ...(args.length > 0 ? args : bundled)], { cwd }),
);
