import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterAll, expect } from "@jest/globals";
import { root } from "../../tools/root.mjs";
import { checkpoint, exportInPage, openChromium, problemsOf, serve, testInChromium } from "./browser.mjs";
import { makeProject, removeProject } from "./project.mjs";

const project = makeProject(["@transonnx/bert", "@transonnx/exporter"]);
const inProject = (file) => path.join(project, "src", file);
let server;
let browser;

afterAll(async () => {
  await browser?.close();
  if (server && server.exitCode === null) {
    server.kill();
    await once(server, "exit");
  }
  removeProject(project);
});

testInChromium(
  "Vite's development server, which bundles dependencies in advance, serves a page that exports",
  async () => {
    const script = path.join(root, "tests/bundlers/tools/vite-dev.mjs");
    const env = { ...process.env, NODE_ENV: "development", NODE_OPTIONS: "" };
    server = spawn(process.execPath, [script, project], { cwd: project, env, stdio: ["ignore", "pipe", "inherit"] });
    const [address] = await once(server.stdout, "data");
    browser = await openChromium();
    const page = await browser.newPage();
    const problems = problemsOf(page);
    const origin = new URL(String(address).trim()).origin;
    await serve(page, `${origin}/checkpoint`, checkpoint);
    await page.goto(`${origin}/index.html`);
    const args = [inProject("hash.mjs"), inProject("to-onnx.js"), checkpoint];
    expect(await exportInPage(page)).toBe(execFileSync(process.execPath, args, { encoding: "utf8" }).trim());
    expect(problems).toEqual([]);
  },
);
