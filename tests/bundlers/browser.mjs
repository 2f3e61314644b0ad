import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { test } from "@jest/globals";
import { chromium } from "playwright-core";
import { chromiumArguments, findChromium } from "../../tools/chromium/find.mjs";
import { root } from "../../tools/root.mjs";

export const checkpoint = path.join(root, "fixtures/tiny-bert");

const installed = findChromium();

/** A test that needs a browser. Where none is installed it is listed as to do, and its name says why; in CI it fails. */
export const testInChromium = installed || process.env.CI ? test : notRun;

function notRun(name) {
  test.todo(`${name} (not run: there is no Chromium; install one, or set CHROMIUM_PATH)`);
}

export const openChromium = () => chromium.launch({ executablePath: installed, args: chromiumArguments() });

const types = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript" };

/** Nothing but the page's own scripts: no `eval`, no inline script, no other origin. */
const policy = "default-src 'none'; script-src 'self'; connect-src 'self'";

/** Answers requests for a page with the files of a folder, and those below /checkpoint with the checkpoint's. */
export async function serve(page, origin, folder, html) {
  const requested = [];
  await page.route(`${origin}/**`, (route) => {
    const name = decodeURIComponent(new URL(route.request().url()).pathname);
    requested.push(name);
    if (name === "/" && html)
      return route.fulfill({ body: html, contentType: "text/html", headers: { "content-security-policy": policy } });
    const file = name.startsWith("/checkpoint/")
      ? path.join(checkpoint, name.slice("/checkpoint/".length))
      : path.join(folder, name === "/" ? "index.html" : name);
    if (!existsSync(file) || !statSync(file).isFile()) return route.fulfill({ status: 404 });
    return route.fulfill({
      body: readFileSync(file),
      contentType: types[path.extname(file)] ?? "application/octet-stream",
      headers: { "content-security-policy": policy },
    });
  });
  return requested;
}

/** The SHA-256 of the model.onnx that a page's `toOnnx` makes of the checkpoint's files. */
export async function exportInPage(page) {
  await page.waitForFunction(() => globalThis.toOnnx !== undefined);
  const names = readdirSync(checkpoint);
  const bytes = await page.evaluate(async (names) => {
    const read = async (name) => new File([await (await fetch(`/checkpoint/${name}`)).blob()], name);
    const written = await globalThis.toOnnx(await Promise.all(names.map(read)));
    return Array.from(written.get("model.onnx"));
  }, names);
  return createHash("sha256").update(Uint8Array.from(bytes)).digest("hex");
}

/** What goes wrong in a page, as it goes wrong. */
export function problemsOf(page) {
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !message.text().includes("favicon.ico"))
      problems.push(message.text());
  });
  return problems;
}
