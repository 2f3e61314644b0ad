import { expect, test } from "@jest/globals";
import { CheckpointError, InvalidHeaderError, isCheckpointError } from "./errors.ts";

test("a message says where, what was expected, what was found and what to do next", () => {
  const error = new InvalidHeaderError({
    file: "model.safetensors",
    tensor: "encoder.weight",
    problem: "its data leaves the file",
    expected: "byte 10",
    found: "byte 8",
    advice: "Fetch it again.",
  });
  expect(error.message).toBe(
    "model.safetensors: tensor encoder.weight: its data leaves the file: expected byte 10, found byte 8. Fetch it again.",
  );
  expect(error).toMatchObject({ name: "InvalidHeaderError", tensor: "encoder.weight", found: "byte 8" });
  expect(error).toBeInstanceOf(CheckpointError);
});

test("names that a file states cannot write to a terminal nor fill it", () => {
  const { message } = new CheckpointError({
    file: "a\u001b[31m\u202e\u009b",
    tensor: "x".repeat(1000),
    problem: "wrong",
  });
  expect(message).toBe(`"a\\u001b[31m\\u202e\\u009b": tensor "${"x".repeat(120)}…": wrong.`);
});

test("an error of another copy of the package is known", () => {
  expect(isCheckpointError(new CheckpointError({ file: "a", problem: "wrong" }))).toBe(true);
  expect(isCheckpointError(new Error("wrong"))).toBe(false);
  expect(isCheckpointError(undefined)).toBe(false);
});
