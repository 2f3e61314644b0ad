import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { root } from "../root.mjs";
import { spansOf, tablesOf, textOf } from "./tables.mjs";

const source = (file) => import(path.join(root, "packages", file));
const { ExitCode, exitCodeOf } = await source("cli/src/terminal/exit-code.ts");
const table = tablesOf(textOf("docs/cli.md")).find(({ heading }) => heading === "Exit codes");
const rows = table.rows.map(([codes, meaning, example, errors]) => ({
  codes: codes.split(", ").map(Number),
  meaning,
  example,
  errors: spansOf(errors).filter((span) => span.endsWith("Error")),
}));

const named = (name, fields = {}) => Object.assign(new Error("it failed"), { name, ...fields });

/** What the errors of a row are thrown with. A ConfigError says what is built, where a field is well-formed. */
const fieldsOf = (code) => (code === ExitCode.unsupported ? { allowed: [] } : {});

describe("the exit codes in docs/cli.md", () => {
  test("are those of the command line", () => {
    const codes = rows.flatMap((row) => row.codes);
    expect(codes).toEqual(Object.values(ExitCode).sort((a, b) => a - b));
  });

  test.each(rows)("$codes: $meaning", ({ codes, example, errors }) => {
    expect(example).not.toBe("");
    for (const name of errors) expect([name, exitCodeOf(named(name, fieldsOf(codes[0])))]).toEqual([name, codes[0]]);
  });

  test("have every error that a package exports", async () => {
    const said = new Set(rows.flatMap(({ errors }) => errors));
    const packages = ["checkpoint", "core", "exporter", "graph", "hub", "onnx", "validator"];
    const exported = [];
    for (const name of packages) exported.push(...Object.keys(await source(`${name}/src/index.ts`)));
    const errors = exported.filter((name) => /^[A-Z]\w*Error$/.test(name));
    expect(errors.filter((name) => name !== "TransonnxError" && !said.has(name))).toEqual([]);
  });

  test("are in the package's README", () => {
    const readme = textOf("packages/cli/README.md").match(/Exit codes: ([^.]*)\./)[1];
    const said = readme.match(/\b\d+\b/g).map(Number);
    expect(said).toEqual(Object.values(ExitCode).sort((a, b) => a - b));
  });
});
