import { describe, expect, test } from "@jest/globals";
import { isRepositoryName } from "./names.ts";
import { parseHubReference } from "./reference.ts";

describe("the name of a repository", () => {
  test.each(["gpt2", "org/name", "sentence-transformers/all-MiniLM-L6-v2", "Qwen/Qwen2.5-0.5B", "a_b/c-d.e", "_a/_b"])(
    "%s",
    (name) => expect(isRepositoryName(name)).toBe(true),
  );

  test.each([
    "",
    "a/b/c",
    "/name",
    "org/",
    "./name",
    "../name",
    "org/..",
    "org/.name",
    "org/na..me",
    "org/na--me",
    "org/name-",
    "org/name.git",
    "org name",
    "org\\name",
    "C:/name",
    `org/${"x".repeat(97)}`,
    "na\u0000me",
  ])("not %j", (name) => expect(isRepositoryName(name)).toBe(false));
});

describe("an address is that of its repository", () => {
  const repo = "org/name";
  test.each([
    ["https://huggingface.co/org/name", { repo }],
    ["https://huggingface.co/org/name/", { repo }],
    ["https://huggingface.co/gpt2", { repo: "gpt2" }],
    ["huggingface.co/org/name", { repo }],
    ["hf.co/org/name/tree/v1.0", { repo, revision: "v1.0" }],
    ["https://huggingface.co/org/name/tree/refs%2Fpr%2F1", { repo, revision: "refs/pr/1" }],
    ["https://mirror.example/hub/org/name", { repo }],
  ])("%s", (text, reference) => expect(parseHubReference(text, "https://mirror.example/hub")).toEqual(reference));

  test.each([
    "https://example.com/org/name",
    "https://huggingface.co/datasets/org/name",
    "https://huggingface.co/datasets/squad",
    "https://huggingface.co/org/name/blob/main/config.json",
    "https://huggingface.co/org/name/tree/main/onnx",
    "https://huggingface.co/",
    "https://",
    "ftp://huggingface.co/org/name",
    "https://huggingface.co/org/name/tree/%",
  ])("but not of %s", (text) => expect(parseHubReference(text)).toBeUndefined());
});
