import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { HubServer, TOKEN } from "../../../hub/test/hub-server.ts";
import { button, exportIt, problem, tinyBert } from "../page-actions.ts";
import type { PageTest } from "../page-test.ts";

const files = Object.fromEntries(readdirSync(tinyBert).map((file) => [file, readFileSync(path.join(tinyBert, file))]));

/** Names a model in the page's form. */
async function read(page: Page, model: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const more = page.locator(".hub details");
  if ((await more.getAttribute("open")) === null) await more.locator("summary").click();
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByLabel("Model of the Hugging Face Hub").fill(model);
  await page.getByLabel("Model of the Hugging Face Hub").press("Enter");
}

export const hub: readonly PageTest[] = [
  {
    name: "a model of the Hub is read by ranges, with a token where it needs one, and exported",
    async run({ open }) {
      const server = await HubServer.start({ "people/tiny-bert": { files, access: "private" } });
      try {
        const { page } = await open();
        const { endpoint } = server;
        await read(page, "people/tiny-gpt", { "Address of the Hub": endpoint });
        await expect(problem(page)).resolves.toMatch(/The Hub did not give the model\s+people\/tiny-gpt/);
        await read(page, "no model at all", { "Address of the Hub": endpoint });
        await page.getByText("this is no name of a model").waitFor();
        await read(page, "people/tiny-bert", { "Address of the Hub": endpoint, Token: TOKEN });
        await button(page, "Export").waitFor();
        await expect(page.locator("#plan").innerText()).resolves.toMatch(
          /tiny-bert is a checkpoint of the model type bert/,
        );
        await exportIt(page);
        await expect(page.locator("#result").innerText()).resolves.toMatch(/exported and validated tiny-bert/);
        const ranges = server.requests.filter(({ path: asked }) => asked.endsWith("model.safetensors"));
        expect(ranges.some(({ range }) => range !== undefined)).toBe(true);
      } finally {
        await server.stop();
      }
    },
  },
];
