import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { root } from "../root.mjs";

const { packages } = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8"));

/** The places where Node looks for a dependency of the package that is installed at `location`, nearest first. */
function placesOf(dependency, location) {
  const parents = location.split(/(?<=^|\/)node_modules\//).slice(0, -1);
  const outer = parents.map((_, depth) => parents.slice(0, depth + 1).join("node_modules/"));
  return [`${location}/`, ...outer.reverse(), ""].map((folder) => `${folder}node_modules/${dependency}`);
}

test("the lock file has the optional packages of every platform, or npm ci fails on the others", () => {
  const missing = Object.entries(packages).flatMap(([location, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((dependency) => !placesOf(dependency, location).some((place) => packages[place]))
      .map((dependency) => `${dependency}, optional in ${location}`),
  );
  expect(missing).toEqual([]);
});

test("the lock file names no registry: npm takes the one that it is configured for", () => {
  const addresses = Object.values(packages).filter(({ resolved, link }) => resolved !== undefined && !link);
  expect(addresses).toEqual([]);
});
