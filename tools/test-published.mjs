// npm run test:published [-- jest's arguments]: builds what is stale, then tries what would be published in the tools of its users.
import { isBuilt } from "./build/fresh.mjs";
import { ensureInstalled } from "./install.mjs";
import { nx } from "./nx/nx.mjs";
import { runNode } from "./run.mjs";

ensureInstalled();
if (!isBuilt()) {
  const status = nx("run-many", "--target=build");
  if (status !== 0) process.exit(status);
}
process.exit(
  runNode("node_modules/jest/bin/jest.js", ["--config", "tests/jest.config.mjs", ...process.argv.slice(2)], {
    nodeOptions: ["--experimental-vm-modules"],
  }),
);
