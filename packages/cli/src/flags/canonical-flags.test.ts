import { describe, expect, test } from "@jest/globals";
import { createProgram } from "../commands/program.ts";
import { canonicalFlags } from "./canonical-flags.ts";

const canonical = (...args: string[]) => canonicalFlags(createProgram(), args);

describe("flags", () => {
  test("are spelt with - or _", () => {
    expect(canonical("--batch-size", "4", "--sequence_length=8")).toEqual(["--batch_size", "4", "--sequence_length=8"]);
    expect(canonical("--no_validate", "--trust_remote_code")).toEqual(["--no-validate", "--trust-remote-code"]);
  });

  test("keep their values, whatever is in them", () => {
    expect(canonical("--reference=a_b=c-d", "my_model")).toEqual(["--reference=a_b=c-d", "my_model"]);
  });

  test("that nobody declares stay as they are, as does all that follows --", () => {
    expect(canonical("--batch-sise", "--", "--batch-size")).toEqual(["--batch-sise", "--", "--batch-size"]);
  });
});
