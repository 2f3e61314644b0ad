import path from "node:path";
import { tierOf } from "./tiers.mjs";

const target = (command, options) => ({
  command: `node tools/${command}`,
  options: { cwd: "{workspaceRoot}" },
  cache: true,
  ...options,
});

const targets = {
  build: target("build/package.mjs {projectRoot}", {
    dependsOn: ["^build"],
    inputs: ["source", "workspace", "^source"],
    outputs: ["{projectRoot}/dist", "{projectRoot}/LICENSE"],
  }),
  typecheck: target("typecheck.mjs {projectRoot}", { inputs: ["everything", "workspace", "^source"] }),
  test: target("test.mjs {projectRoot} --passWithNoTests", {
    inputs: ["everything", "workspace", "^source", "{workspaceRoot}/jest.config.mjs"],
  }),
  lint: {
    command: "biome check --error-on-warnings {projectRoot}",
    cache: true,
    inputs: ["everything", "{workspaceRoot}/biome.json", "{workspaceRoot}/package-lock.json"],
  },
};

const toolTargets = { test: targets.test, lint: targets.lint };
const { build: _published, ...appTargets } = targets;

/** A package needs no configuration of its own: its place under packages/ decides its targets and its tags. */
export const createNodesV2 = [
  "{packages/**,tools}/package.json",
  (files) =>
    files
      .filter((file) => !file.includes("/node_modules/") && !file.includes("/dist/"))
      .map((file) => {
        const root = path.posix.dirname(file);
        if (root === "tools")
          return [file, { projects: { [root]: { root, tags: ["tier:tools"], targets: toolTargets } } }];
        const tier = tierOf(root);
        const tags = [`tier:${tier.name}`, `platform:${tier.universal ? "universal" : "any"}`];
        return [file, { projects: { [root]: { root, tags, targets: tier.app ? appTargets : targets } } }];
      }),
];
