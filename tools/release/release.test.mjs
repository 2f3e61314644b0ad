import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readManifest } from "../build/entries.mjs";
import { packageFolders } from "../packages.mjs";
import { root } from "../root.mjs";
import { releasedChangelog } from "./changelog.mjs";
import { releasedLock } from "./lock.mjs";
import { versionConstant, versionConstants } from "./version-constants.mjs";

const { version } = readManifest(path.join(root, "packages/core"));

test("every package has one version", () => {
  const versions = packageFolders().map((folder) => [folder, readManifest(path.join(root, folder)).version]);
  expect(versions.filter(([, other]) => other !== version)).toEqual([]);
});

test.each(Object.keys(versionConstants))("the constant in %s is that version", (file) => {
  expect(versionConstant(file)).toBe(version);
});

describe("a release closes the section of the changelog", () => {
  const changelog = "# Changelog\n\n## Unreleased\n\n- News.\n\n## 0.1.0 (2026-01-01)\n\n- Old.\n";

  test("which gets the version and the day, below an empty one", () => {
    expect(releasedChangelog(changelog, "0.2.0", "2026-02-01")).toBe(
      "# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-02-01)\n\n- News.\n\n## 0.1.0 (2026-01-01)\n\n- Old.\n",
    );
  });

  test("and there has to be something in it", () => {
    expect(() => releasedChangelog(changelog.replace("- News.\n\n", ""), "0.2.0", "2026-02-01")).toThrow(
      /nothing under "## Unreleased"/,
    );
    expect(() => releasedChangelog("# Changelog\n", "0.2.0", "2026-02-01")).toThrow(/no section "## Unreleased"/);
  });

  test("as the changelog that is there can be closed", () => {
    const real = readFileSync(path.join(root, "CHANGELOG.md"), "utf8");
    const withNews = real.replace("\n## Unreleased\n", "\n## Unreleased\n\n- News.\n");
    const sections = (text) => text.match(/^## .*$/gm);
    expect(sections(real)[0]).toBe("## Unreleased");
    expect(sections(releasedChangelog(withNews, "9.9.9", "2026-02-01")).slice(0, 2)).toEqual([
      "## Unreleased",
      "## 9.9.9 (2026-02-01)",
    ]);
  });
});

test("a release changes the lock file's versions of ours, and nothing else", () => {
  const lock = {
    name: "monorepo",
    packages: {
      "": { name: "monorepo", devDependencies: { nx: "23.2.1" } },
      "packages/bert": { name: "@transonnx/bert", version: "0.1.0", dependencies: { "@transonnx/core": "0.1.0" } },
      "packages/core": { name: "@transonnx/core", version: "0.1.0", engines: { node: ">=20" } },
      "node_modules/nx": { version: "23.2.1", optional: true },
    },
  };
  const manifests = {
    "packages/bert": { version: "0.2.0", dependencies: { "@transonnx/core": "0.2.0" } },
    "packages/core": { version: "0.2.0" },
  };
  expect(JSON.stringify(releasedLock(lock, manifests))).toBe(JSON.stringify(lock).replaceAll("0.1.0", "0.2.0"));
});
