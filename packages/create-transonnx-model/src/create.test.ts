import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { create } from "./create.ts";
import { CreateError } from "./errors.ts";

const template = fileURLToPath(new URL("../template", import.meta.url));
let place: string;
let said: string[];
beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), "create-transonnx-model-"));
  said = [];
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const run = (...args: string[]) => create(args, { template, version: "0.1.0", say: (line) => said.push(line) });
const target = () => path.join(place, "my-model");
const make = (...args: string[]) => run("my-model", "--dir", target(), ...args);
const read = (file: string) => readFileSync(path.join(target(), file), "utf8");

describe("npm create transonnx-model", () => {
  test("makes a package, whole, and says what comes next", () => {
    make("--modality", "audio");
    expect(JSON.parse(read("package.json")).name).toBe("transonnx-my-model");
    expect(read("src/config.ts")).toContain("class MyModelOnnxConfig extends AudioOnnxConfig");
    expect(readdirSync(place)).toEqual(["my-model"]);
    expect(said.join("\n")).toContain("npm install");
  });

  test("fills an empty folder", () => {
    mkdirSync(target());
    make();
    expect(existsSync(path.join(target(), "src/index.ts"))).toBe(true);
  });

  test("leaves a folder with files as it is", () => {
    mkdirSync(target());
    writeFileSync(path.join(target(), "mine.txt"), "mine");
    expect(() => make()).toThrow("is not empty: it holds mine.txt");
    expect(readdirSync(target())).toEqual(["mine.txt"]);
    expect(readdirSync(place)).toEqual(["my-model"]);
  });

  test("writes into it with --force, and names what is replaced", () => {
    mkdirSync(target());
    writeFileSync(path.join(target(), "mine.txt"), "mine");
    writeFileSync(path.join(target(), "README.md"), "mine");
    make("--force");
    expect(said[0]).toBe("replaced README.md");
    expect(said.filter((line) => line.startsWith("replaced"))).toHaveLength(1);
    expect(read("mine.txt")).toBe("mine");
  });

  test("follows no link out of the folder", () => {
    const elsewhere = path.join(place, "elsewhere");
    mkdirSync(elsewhere);
    mkdirSync(target());
    symlinkSync(elsewhere, path.join(target(), "src"));
    expect(() => make("--force")).toThrow("src is in the way: expected a folder");
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(readdirSync(target())).toEqual(["src"]);
  });

  test("prints its usage", () => {
    run("--help");
    expect(said[0]).toMatch(/^Usage: npm create transonnx-model NAME/);
  });
});

describe("arguments that are refused", () => {
  test.each([
    [[], "The model has no name"],
    [["My_Model"], 'The name "My_Model" is none of a model'],
    [["../out"], "is none of a model"],
    [["class"], "is a word of JavaScript"],
    [["a", "b"], "One name is expected, found 2"],
    [["a", "--modality", "smell"], "expected text, vision, audio"],
    [["a", "--scope", "me"], 'The scope "me" is none of npm'],
    [["a", "--scope", "@me/../.."], "is none of npm"],
    [["a".repeat(214)], "expected at most 214"],
    [["a", "--colour", "red"], "--colour"],
  ])("%j", (args, message) => {
    expect(() => run(...args)).toThrow(CreateError);
    expect(() => run(...args)).toThrow(message);
  });
});
