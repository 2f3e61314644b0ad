import { describe, expect, test } from "@jest/globals";
import { linear } from "@transonnx/core";
import { neg, relu } from "@transonnx/graph";
import { parseToy, toy, tried, words } from "../../test/toy-model.ts";

describe("config.json", () => {
  const lenient = (json: Readonly<Record<string, unknown>>) => ({ act: "relu", ...json, model_type: "toy" }) as never;

  test("with a value that is not built, and another graph for it", async () => {
    const { failed, text } = await tried(
      toy({
        parseConfig: lenient,
        forward: (c, p, x) => {
          const y = linear(p.at("dense"), words(c, p, x), c.hidden_size);
          return { last_hidden_state: c.act === "relu" ? relu(y) : neg(y) };
        },
      }),
    );
    expect(failed).toEqual(["config.json: what is not built is refused"]);
    expect(text).toMatch(/a value of "\w+" that is not built is let through/);
  });

  test("of quantised weights", async () => {
    const parse: typeof parseToy = ({ quantization_config: _, ...json }) => parseToy(json);
    const { text } = await tried(toy({ parseConfig: parse }));
    expect(text).toContain('a value of "quantization_config" that is not built is let through');
  });
});
