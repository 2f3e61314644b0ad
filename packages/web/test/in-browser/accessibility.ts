import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { button, chooseFiles, exportIt, plan, tinyBert } from "../page-actions.ts";
import type { PageTest } from "../page-test.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds wrong, with the elements that it is about. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe: tool } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> };
    };
    return (await tool.run()).violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
    }));
  });
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node}`));
}

export const accessibility: readonly PageTest[] = (["light", "dark"] as const).map((colorScheme) => ({
  name: `axe-core finds nothing wrong in any step, in ${colorScheme} colours`,
  async run({ open }) {
    const { page } = await open();
    await page.emulateMedia({ colorScheme });
    await expect(violations(page)).resolves.toEqual([]);
    await chooseFiles(page, [path.join(tinyBert, "vocab.txt")]);
    await page.locator("[role=alert]").waitFor();
    await expect(violations(page)).resolves.toEqual([]);
    await plan(page, tinyBert);
    await expect(violations(page)).resolves.toEqual([]);
    await exportIt(page);
    for (const summary of await page.locator("summary").all()) await summary.click();
    await expect(violations(page)).resolves.toEqual([]);
    await page.setViewportSize({ width: 360, height: 700 });
    await expect(violations(page)).resolves.toEqual([]);
    await expect(page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).resolves.toBe(true);
    await expect(button(page, "Save to a folder").isVisible()).resolves.toBe(true);
  },
}));
