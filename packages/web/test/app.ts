import { execFile } from "node:child_process";
import { createReadStream, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { chromiumArguments, findChromium } from "../../../tools/chromium/find.mjs";
import { POLICY } from "../vite/content-security-policy.mjs";
import { writeLargeCheckpoint } from "./large-checkpoint.ts";

const web = fileURLToPath(new URL("..", import.meta.url));
const root = path.resolve(web, "../..");

/** The built page, served as a static host would, in a Chromium that keeps files on the disk. */
export interface App {
  readonly url: string;
  readonly context: BrowserContext;
  /** A new tab with the page in it. What the page writes to the console, or throws, fails the test that asks for it. */
  open(): Promise<{ readonly page: Page; readonly complaints: readonly string[] }>;
  /** Closes what a test opened. */
  closeTabs(): Promise<void>;
  /** The folder of a checkpoint of more than 300 MB. */
  largeCheckpoint(): string;
  close(): Promise<void>;
}

export const browserPath = findChromium();

/** Builds the page, serves it and starts the browser. */
export async function startApp(): Promise<App> {
  const work = mkdtempSync(path.join(tmpdir(), "transonnx-web-"));
  const dist = path.join(work, "dist");
  const vite = path.join(root, "node_modules/vite/bin/vite.js");
  const args = [vite, "build", "--outDir", dist, "--logLevel", "error"];
  // Vite and its plugins take the environment of a production build from here, not from jest.
  const env = { ...process.env, NODE_ENV: "production" };
  const [server, context] = await Promise.all([
    serve(dist),
    chromium.launchPersistentContext(path.join(work, "profile"), {
      executablePath: browserPath!,
      // Chromium tells pages that they have 10 GB, whatever they have.
      args: [...chromiumArguments(), "--disable-features=StaticStorageQuota"],
      viewport: { width: 1100, height: 800 },
    }),
    promisify(execFile)(process.execPath, args, { cwd: web, env }),
  ]);
  // A slow machine is no failure.
  context.setDefaultTimeout(60_000);
  const [blank] = context.pages();
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    context,
    async open() {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      await page.goto(url);
      return { page, complaints };
    },
    async closeTabs() {
      for (const page of context.pages()) if (page !== blank) await page.close();
    },
    largeCheckpoint() {
      const folder = path.join(work, "bert-of-324-mb");
      if (!existsSync(folder)) {
        mkdirSync(folder);
        writeLargeCheckpoint(folder);
      }
      return folder;
    },
    async close() {
      await context.close();
      server.closeAllConnections();
      server.close();
      rmSync(work, { recursive: true, force: true });
    },
  };
}

const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** The page's policy, with a Hub on this machine. */
const policy = POLICY.replace("connect-src", "connect-src http://127.0.0.1:*");

/** A static host that sends the page's policy as a header, which covers its worker as well. */
function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = path.join(folder, pathname === "/" ? "index.html" : pathname);
    if (!existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    const type = types[path.extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "content-security-policy": policy });
    createReadStream(file).pipe(response);
  });
  return new Promise((listening) => {
    server.listen(0, "localhost", () => listening(server));
  });
}
