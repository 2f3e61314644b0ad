import { readFileSync } from "node:fs";
import { expect } from "@jest/globals";
import { bert } from "@transonnx/bert";
import { nodeFolder } from "@transonnx/checkpoint/node";
import { createRegistry } from "@transonnx/core";
import { exportModel, memoryOutput } from "@transonnx/exporter";
import { onnxruntimeNode } from "@transonnx/validator";
import type { Page } from "playwright-core";
import { answerDialog, button, drop, exportIt, plan, savedFiles, tinyBert } from "../page-actions.ts";
import type { PageTest } from "../page-test.ts";

/** What the same export writes in Node. */
async function exportedInNode(): Promise<ReadonlyMap<string, Uint8Array>> {
  const output = memoryOutput();
  await exportModel({ checkpoint: await nodeFolder(tinyBert), registry: createRegistry([bert]), output });
  return output.files;
}

const bytesOf = (files: ReadonlyMap<string, Uint8Array>) =>
  Object.fromEntries(
    [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, bytes]) => [file, Buffer.from(bytes)]),
  );

const isFocused = (page: Page, name: string) =>
  page.evaluate((text) => document.activeElement?.textContent?.trim() === text, name);

/** Presses Tab until a button of that name has the focus, as many times as a patient user would. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let pressed = 0; pressed < 40; pressed++) {
    if (await isFocused(page, name)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to "${name}"`);
}

const focusedModule = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: item } = document;
    return [item?.getAttribute("data-path"), item?.getAttribute("aria-expanded")];
  });

export const wholeWay: readonly PageTest[] = [
  {
    name: "a checkpoint that is dropped is planned, exported, validated and saved, byte for byte as Node exports it",
    async run({ open }) {
      const { page, complaints } = await open();
      await drop(page, tinyBert);
      await button(page, "Export").waitFor();
      await expect(page.locator("#plan").innerText()).resolves.toMatch(
        /tiny-bert is a checkpoint of the model type bert \(BertForMaskedLM\): 42 tensors/,
      );
      await exportIt(page);
      const result = await page.locator("#result").innerText();
      expect(result).toMatch(/exported and validated tiny-bert \(bert\) for fill-mask: 6 files/);
      expect(result).toMatch(/cases in onnxruntime-web [\d.]+, compared with an independent evaluation/);
      expect(result).toMatch(/Opset 23, 54 nodes/);
      expect(result).toMatch(/input_ids\s+input\s+int64\s+\[batch_size, sequence_length\]/);
      expect(result).toMatch(/logits\s+[\d.]+e-\d+/);

      await answerDialog(page, "folder");
      await button(page, "Save to a folder").click();
      await page.getByText("Saved: 6 files in the folder saved.").first().waitFor();
      const saved = await savedFiles(page);
      expect(bytesOf(saved)).toEqual(bytesOf(await exportedInNode()));
      const session = await (await onnxruntimeNode()).open({ bytes: saved.get("model.onnx")! });
      expect(session.inputs.map(({ name }) => name)).toEqual(["input_ids", "attention_mask", "token_type_ids"]);
      await session.close();

      await button(page, "Save to a folder").click();
      await page.getByText(/The folder saved has model\.onnx, .* already\. Nothing was saved yet\./).waitFor();
      await button(page, "Replace them").click();
      await page.getByText("Saved: 6 files in the folder saved.").first().waitFor();
      expect(complaints).toEqual([]);
    },
  },
  {
    name: "without a dialog for folders, the files come as a zip, or one by one",
    async run({ open }) {
      const { page } = await open();
      await page.evaluate(() => Object.assign(globalThis, { showDirectoryPicker: undefined }));
      await plan(page, tinyBert);
      await exportIt(page);
      await expect(button(page, "Save to a folder").count()).resolves.toBe(0);
      const [zip] = await Promise.all([page.waitForEvent("download"), button(page, "Download as a zip").click()]);
      expect(zip.suggestedFilename()).toBe("tiny-bert.zip");
      const bytes = readFileSync(await zip.path());
      for (const [file, content] of await exportedInNode()) {
        expect(bytes.includes(file)).toBe(true);
        expect(bytes.includes(Buffer.from(content))).toBe(true);
      }
      const alone = page.getByRole("button", { name: /^Download model\.onnx/ });
      const [model] = await Promise.all([page.waitForEvent("download"), alone.click()]);
      expect(model.suggestedFilename()).toBe("model.onnx");
    },
  },
  {
    name: "all of it works by keyboard",
    async run({ open }) {
      const { page } = await open();
      await tabTo(page, "Choose a folder");
      const chooser = page.waitForEvent("filechooser");
      // What waits for the dialog is in place before the dialog is.
      await page.evaluate(() => undefined);
      await page.keyboard.press("Enter");
      await (await chooser).setFiles(tinyBert);
      await page.waitForFunction(() => document.activeElement?.id === "plan-title");

      await page.keyboard.press("Tab");
      await expect(page.evaluate(() => document.activeElement?.id)).resolves.toBe("task");
      await page.keyboard.type("feature");
      await page.waitForFunction(
        () => (document.getElementById("task") as HTMLSelectElement)?.value === "feature-extraction",
      );
      await expect(page.evaluate(() => document.activeElement?.id)).resolves.toBe("task");
      await tabTo(page, "Export");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.activeElement?.id === "result-title");
      await expect(page.locator("#status").innerText()).resolves.toBe("The model is exported and validated");

      await answerDialog(page, "folder");
      await tabTo(page, "Save to a folder");
      await page.keyboard.press("Enter");
      await page.getByText("Saved: 6 files in the folder saved.").first().waitFor();

      await page.locator("[role=tree] [tabindex='0']").focus();
      await expect(focusedModule(page)).resolves.toEqual(["", "true"]);
      await page.keyboard.press("ArrowDown");
      const [first] = await focusedModule(page);
      await page.keyboard.press("End");
      const [last] = await focusedModule(page);
      expect(last).not.toBe(first);
      await page.keyboard.press("Home");
      await page.keyboard.press("ArrowLeft");
      await expect(focusedModule(page)).resolves.toEqual(["", "false"]);
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      await expect(focusedModule(page)).resolves.toEqual([first, expect.anything()]);
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Enter");
      await expect(focusedModule(page)).resolves.toEqual(["", "false"]);
    },
  },
  {
    name: "once it was loaded, the page works without a network, and the first load has no model in it",
    async run({ open, context }) {
      const { page } = await open();
      const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
      expect(loaded.some((name) => name.endsWith(".wasm"))).toBe(false);
      const worker = page.workers()[0] ?? (await page.waitForEvent("worker"));
      const byWorker = await worker.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
      const scripts = [...loaded, worker.url(), ...byWorker].filter((name) => name.endsWith(".js"));
      for (const name of scripts) await expect((await fetch(name)).text()).resolves.not.toContain("word_embeddings");
      await page.evaluate(async () => {
        const { active } = await navigator.serviceWorker.ready;
        if (active?.state !== "activated")
          await new Promise((changed) => active?.addEventListener("statechange", changed, { once: true }));
      });
      await context.setOffline(true);
      try {
        await page.reload();
        await plan(page, tinyBert);
        await exportIt(page);
        await expect(page.locator("#result").innerText()).resolves.toMatch(/exported and validated tiny-bert/);
      } finally {
        await context.setOffline(false);
      }
    },
  },
];
