// npm run release -- VERSION: gives every package that version, closes the changelog's section, commits and tags. Nothing is pushed
// or published: that is what the workflow does with the tag.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ReleaseClient } from "nx/release";
import { readManifest } from "./build/entries.mjs";
import { releasedChangelog } from "./release/changelog.mjs";
import { releasedLock } from "./release/lock.mjs";
import { writeVersionConstants } from "./release/version-constants.mjs";
import { root } from "./root.mjs";

const fail = (message) => {
  console.error(message);
  process.exit(1);
};

const git = (...args) => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
const read = (file) => readFileSync(path.join(root, file), "utf8");
const write = (file, text) => writeFileSync(path.join(root, file), text);

/** Checks that a release is possible before anything is written. Returns the changelog as it will be. */
function prepare(version) {
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version ?? "")) fail("Usage: npm run release -- 0.2.0");
  if (git("status", "--porcelain") !== "")
    fail("There are changes that are not committed: a release is made of what is committed");
  if (git("tag", "--list", `v${version}`) !== "") fail(`The tag v${version} exists already`);
  try {
    return releasedChangelog(read("CHANGELOG.md"), version, new Date().toISOString().slice(0, 10));
  } catch (error) {
    return fail(error.message);
  }
}

const [version] = process.argv.slice(2);
const changelog = prepare(version);
const { projectsVersionData } = await new ReleaseClient({}).releaseVersion({
  specifier: version,
  gitCommit: false,
  gitTag: false,
  stageChanges: false,
});
const folders = git("ls-files", "--", "packages/**/package.json")
  .split("\n")
  .map((file) => path.posix.dirname(file));
const manifests = Object.fromEntries(folders.map((folder) => [folder, readManifest(path.join(root, folder))]));
const left = folders.filter((folder) => manifests[folder].version !== version);
if (left.length > 0 || Object.keys(projectsVersionData).length !== folders.length)
  fail(`Nx left out ${left.join(", ")}: every package has one version`);
write(
  "package-lock.json",
  `${JSON.stringify(releasedLock(JSON.parse(read("package-lock.json")), manifests), null, 2)}\n`,
);
write("CHANGELOG.md", changelog);
const files = ["CHANGELOG.md", "package-lock.json", ...writeVersionConstants(version)];
git("add", "--", ...files, ...folders.map((folder) => `${folder}/package.json`));
git("commit", "--quiet", "-m", `release: ${version}`);
git("tag", "--annotate", `v${version}`, "-m", `transonnx ${version}`);
console.log(`\nCommitted and tagged v${version}. To publish it: git push --follow-tags`);
