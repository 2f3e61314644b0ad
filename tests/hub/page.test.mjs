import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { build } from "esbuild";
import { root } from "../../tools/root.mjs";
import { openChromium, problemsOf, testInChromium } from "../bundlers/browser.mjs";

const work = mkdtempSync(path.join(tmpdir(), "transonnx-hub-page-"));
const folder = path.join(root, "fixtures/tiny-bert");
const files = Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file))]));

let browser;
let hub;
let origin;
let pages;
let token;

/** Bundles sources; esbuild has to be told of the browser's build of @huggingface/hub. */
async function bundled(entry, platform) {
  const outfile = path.join(work, `${path.parse(entry).name}.mjs`);
  await build({
    entryPoints: [path.join(root, entry)],
    outfile,
    platform,
    bundle: true,
    format: "esm",
    conditions: ["@transonnx/source"],
    alias: { "@huggingface/hub": path.join(root, "node_modules/@huggingface/hub/dist/browser/index.mjs") },
    logLevel: "silent",
  });
  return outfile;
}

beforeAll(async () => {
  const { HubServer, TOKEN } = await import(
    pathToFileURL(await bundled("packages/hub/test/hub-server.ts", "node")).href
  );
  token = TOKEN;
  hub = await HubServer.start({ "org/bert": { files }, "org/private": { files, access: "private" } });
  const script = readFileSync(await bundled("tests/hub/page.js", "browser"));
  pages = createServer(({ url }, response) => {
    const type = url === "/page.js" ? "text/javascript" : "text/html";
    response.writeHead(200, { "content-type": type });
    response.end(
      type === "text/html" ? '<!doctype html><title>Hub</title><script type="module" src="/page.js"></script>' : script,
    );
  });
  await new Promise((resolve) => pages.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${pages.address().port}`;
  if (testInChromium === test) browser = await openChromium();
});
afterAll(async () => {
  await browser?.close();
  pages?.close();
  await hub?.stop();
  rmSync(work, { recursive: true, force: true });
});
beforeEach(() => hub.reset());

async function openPage() {
  const page = await browser.newPage();
  const problems = problemsOf(page);
  await page.goto(origin);
  await page.waitForFunction(() => globalThis.exportFromHub !== undefined);
  return { page, problems };
}

const fromHub = (page, options) =>
  page.evaluate((given) => globalThis.exportFromHub(given), { endpoint: hub.endpoint, ...options });

testInChromium("a page exports a model of the Hub, over redirects to another origin", async () => {
  const { page, problems } = await openPage();
  const given = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, Array.from(bytes)]));
  const expected = await page.evaluate((those) => globalThis.exportFiles(those), given);
  const model = await fromHub(page, { repo: "org/bert" });
  expect(Buffer.compare(Buffer.from(model), Buffer.from(expected))).toBe(0);
  expect(hub.requests.some(({ host }) => host === "cdn")).toBe(true);
  expect(problems).toEqual([]);
  await page.close();
});

testInChromium("a page's token goes to the Hub alone, and a cut connection is resumed", async () => {
  const { page } = await openPage();
  hub.fail(/^cdn/, { cutAfter: 20_000 });
  const model = await fromHub(page, { repo: "org/private", token });
  expect(model.length).toBeGreaterThan(90_000);
  for (const { host, authorization } of hub.requests)
    expect(authorization).toBe(host === "hub" ? `Bearer ${token}` : undefined);
  await page.close();
});

testInChromium("a page is told what the Hub refuses", async () => {
  const { page } = await openPage();
  await expect(fromHub(page, { repo: "org/none" })).rejects.toThrow(
    /HubError: org\/none: the Hub has no such model, or it is private/,
  );
  await page.close();
});
