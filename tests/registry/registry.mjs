import { execFileSync, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "../../tools/root.mjs";
import { plainEnvironment } from "./project.mjs";

const verdaccio = createRequire(import.meta.url).resolve("verdaccio/bin/verdaccio");
const START_SECONDS = 60;

const npmConfig = (name) =>
  execFileSync("npm", ["config", "get", name], {
    cwd: root,
    env: plainEnvironment(),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    shell: process.platform === "win32",
  }).trim();

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Our names are served from what was published here, and from nowhere else; all others from the registry that npm is set to. */
function configuration(folder) {
  const cafile = npmConfig("cafile");
  return {
    storage: path.join(folder, "storage"),
    auth: { htpasswd: { file: path.join(folder, "htpasswd") } },
    uplinks: {
      configured: {
        url: npmConfig("registry"),
        timeout: "120s",
        ...(cafile === "null" ? {} : { ca: readFileSync(cafile, "utf8") }),
      },
    },
    packages: {
      "@transonnx/*": { access: "$all", publish: "$authenticated" },
      transonnx: { access: "$all", publish: "$authenticated" },
      "create-transonnx-model": { access: "$all", publish: "$authenticated" },
      "**": { access: "$all", proxy: "configured" },
    },
    max_body_size: "100mb",
    web: { enable: false },
    log: { type: "stdout", format: "json", level: "warn" },
  };
}

async function answers(url, child, log) {
  for (let tries = 0; tries < START_SECONDS * 5; tries++) {
    const { ok } = await fetch(`${url}-/ping`).catch(() => ({ ok: false }));
    if (ok) return;
    if (child.exitCode !== null) break;
    await sleep(200);
  }
  throw new Error(`Verdaccio did not start within ${START_SECONDS} s: ${readFileSync(log, "utf8")}`);
}

async function createUser(url) {
  const user = { name: "transonnx", password: "transonnx-rehearsal", type: "user", roles: [] };
  const response = await fetch(`${url}-/user/org.couchdb.user:${user.name}`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(user),
  });
  if (!response.ok) throw new Error(`Verdaccio created no user: ${response.status} ${await response.text()}`);
  return (await response.json()).token;
}

/**
 * Starts a registry of one's own on this machine, with nothing in it.
 * `npmrc` is what npm needs to install from it and to publish to it; `stop` ends it.
 */
export async function startRegistry(folder) {
  mkdirSync(folder, { recursive: true });
  const config = path.join(folder, "config.yaml");
  // JSON is YAML.
  writeFileSync(config, JSON.stringify(configuration(folder)));
  const address = `127.0.0.1:${await freePort()}`;
  const log = path.join(folder, "verdaccio.log");
  const child = spawn(process.execPath, [verdaccio, "--config", config, "--listen", address], {
    cwd: folder,
    env: plainEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = createWriteStream(log);
  for (const stream of [child.stdout, child.stderr]) stream.pipe(output, { end: false });
  const url = `http://${address}/`;
  const stop = () =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once("exit", () => resolve());
      child.kill();
    });
  try {
    await answers(url, child, log);
    const token = await createUser(url);
    return { url, npmrc: `registry=${url}\n//${address}/:_authToken=${token}\n`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
