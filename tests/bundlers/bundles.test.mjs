import { execFileSync } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { checkpoint, exportInPage, openChromium, problemsOf, serve, testInChromium } from "./browser.mjs";
import { bundle, tools } from "./bundle.mjs";
import { namesAskedFor, packagesIn } from "./modules.mjs";
import { makeProject, removeProject, withDependencies } from "./project.mjs";

const imported = ["@transonnx/bert", "@transonnx/exporter"];
const webpackPages = ["page", "page, fullySpecified: true", "page, fullySpecified: false"];

const project = makeProject(imported);
const inProject = (file) => path.join(project, "src", file);
const hashInNode = (file) =>
  execFileSync(process.execPath, [inProject("hash.mjs"), file, checkpoint], { encoding: "utf8" }).trim();

let expected;
let browser;
beforeAll(async () => {
  expected = hashInNode(inProject("to-onnx.js"));
  if (testInChromium === test) browser = await openChromium();
});
afterAll(async () => {
  await browser?.close();
  removeProject(project);
});

/** Whatever a bundle is for, it holds the packages that are imported and what these depend on, and leaves nothing to be found elsewhere. */
async function expectComplete(made) {
  expect(withDependencies(imported)).toEqual(expect.arrayContaining(packagesIn(project, made)));
  expect(packagesIn(project, made)).toEqual(
    expect.arrayContaining([...imported, "@transonnx/text", "@transonnx/graph"]),
  );
  for (const { file } of made.files) expect(await namesAskedFor(file)).toEqual([]);
}

/** A page that loads a bundle; Vite makes one itself. */
const pageOf = (tool, { folder, entry }) => {
  if (tool === "vite") return undefined;
  const type = tool === "webpack" ? "defer" : 'type="module"';
  return `<!doctype html><title>To ONNX</title><script ${type} src="/${path.relative(folder, entry)}"></script>`;
};

test("Node runs the page's code as it is, from the installed packages", () => {
  expect(expected).toMatch(/^[0-9a-f]{64}$/);
});

describe.each(tools)("%s", (tool) => {
  describe.each(tool === "webpack" ? webpackPages : ["page"])("%s", (format) => {
    let made;
    beforeAll(async () => {
      made = await bundle(tool, { project, entry: "src/page.js", format });
    });

    test("the bundle has what is imported, and nothing of Node", () => expectComplete(made));

    testInChromium("Chromium exports the file that Node exports", async () => {
      const page = await browser.newPage();
      const problems = problemsOf(page);
      await serve(page, "https://page.test", made.folder, pageOf(tool, made));
      await page.goto("https://page.test/");
      expect(await exportInPage(page)).toBe(expected);
      expect(problems).toEqual([]);
      await page.close();
    });
  });

  test.each(["esm", "cjs"])("Node exports the same file with a bundle that is %s", async (format) => {
    const made = await bundle(tool, { project, entry: "src/to-onnx.js", format });
    await expectComplete(made);
    expect(hashInNode(made.entry)).toBe(expected);
  });
});
