// npm run report: the checks of test/conformance.test.mjs as a table, with what to do about those that fail.
import { conformanceReport, conformanceSuite } from "@transonnx/testing";
import { toyModel } from "../dist/index.js";

const checks = conformanceSuite(toyModel, {
  goldens: new URL("../goldens/", import.meta.url),
  package: new URL("..", import.meta.url),
});
const { text, passed } = await conformanceReport(checks, toyModel.modelType);
console.log(text);
process.exitCode = passed ? 0 : 1;
