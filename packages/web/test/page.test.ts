import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { type App, browserPath, startApp } from "./app.ts";
import { accessibility } from "./in-browser/accessibility.ts";
import { badInput } from "./in-browser/bad-input.ts";
import { hub } from "./in-browser/hub.ts";
import { largeModels } from "./in-browser/large-models.ts";
import { wholeWay } from "./in-browser/whole-way.ts";

const tests = [...wholeWay, ...accessibility, ...badInput, ...hub, ...largeModels];

if (browserPath === undefined) {
  const names = tests.map(({ name }) => `  ${name}`).join("\n");
  const reason = `Chromium is not installed (CHROMIUM_PATH names one elsewhere): these tests did not run:\n${names}`;
  process.stderr.write(`${reason}\n`);
  test(reason, () => expect(process.env.CI).toBeUndefined());
} else
  describe("in Chromium", () => {
    let app: App;
    beforeAll(async () => {
      app = await startApp();
    });
    afterEach(() => app.closeTabs());
    afterAll(() => app?.close());

    test.each(tests)("$name", ({ run }) => run(app));
  });
