import { test } from "node:test";
import { conformanceSuite } from "@transonnx/testing";
import { toyModel } from "../dist/index.js";

const checks = conformanceSuite(toyModel, {
  goldens: new URL("../goldens/", import.meta.url),
  package: new URL("..", import.meta.url),
});

for (const [name, run] of checks) test(name, run);
