// npm run check:packages [-- folder...]: packs every built package and asks publint and attw about what would be published.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { readManifest } from "./build/entries.mjs";
import { packageFolders } from "./packages.mjs";
import { root } from "./root.mjs";

const run = promisify(execFile);
/** What no user needs; a template's tests are their user's. */
const strayFile = /^(?!template\/).*(\.test\.|\/test\/|\/fixtures\/|\.tsbuildinfo$)/;

/** Packs one package into a folder. Returns the tarball's path and the names of the files in it. */
async function pack(folder, destination) {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", destination];
  const { stdout } = await run("npm", args, { cwd: path.join(root, folder), shell: process.platform === "win32" });
  const [packed] = JSON.parse(stdout);
  return { tarball: path.join(destination, packed.filename), files: packed.files.map((file) => file.path) };
}

async function attw(tarball) {
  const script = path.join(root, "node_modules/@arethetypeswrong/cli/dist/index.js");
  const args = [script, tarball, "--profile", "node16", "--no-color", "--format", "ascii"];
  try {
    await run(process.execPath, args, { cwd: root });
    return [];
  } catch ({ stdout, stderr }) {
    return [`attw: ${stdout}${stderr}`.trim()];
  }
}

/** Everything that is wrong with a package as it would be published. */
async function problemsOf(folder, destination) {
  const { tarball, files } = await pack(folder, destination);
  const pkg = readManifest(path.join(root, folder));
  const bytes = readFileSync(tarball);
  const { messages } = await publint({
    pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) },
    strict: true,
  });
  return [
    ...messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false })}`),
    ...(await attw(tarball)),
    ...files.filter((file) => strayFile.test(file)).map((file) => `packs ${file}, which no user needs`),
    ...["LICENSE", "README.md"].filter((file) => !files.includes(file)).map((file) => `packs no ${file}`),
  ];
}

const destination = mkdtempSync(path.join(tmpdir(), "transonnx-pack-"));
const waiting = process.argv.length > 2 ? process.argv.slice(2) : packageFolders();
let failed = 0;

async function checkNext() {
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    const problems = await problemsOf(folder, destination);
    console.log(problems.length === 0 ? `${folder}: ok` : `${folder}:\n  ${problems.join("\n  ")}`);
    if (problems.length > 0) failed++;
  }
}

try {
  await Promise.all(Array.from({ length: availableParallelism() }, checkNext));
} finally {
  rmSync(destination, { recursive: true, force: true });
}
process.exit(failed === 0 ? 0 : 1);
