import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect } from "@jest/globals";
import { bert } from "@transonnx/bert";
import { nodeFolder } from "@transonnx/checkpoint/node";
import { createRegistry } from "@transonnx/core";
import { exportModel } from "@transonnx/exporter";
import { nodeOutput } from "@transonnx/exporter/node";
import type { Page } from "playwright-core";
import {
  answerDialog,
  button,
  exportIt,
  keptFiles,
  plan,
  problem,
  savedFolder,
  tinyBert,
  withFolder,
  withStorage,
} from "../page-actions.ts";
import type { PageTest } from "../page-test.ts";
import { memoryOfPages } from "./memory.ts";

/** Chooses the checkpoint; its weights mean nothing, and comparing them would take long. */
async function planWithoutValidation(page: Page, folder: string): Promise<void> {
  await plan(page, folder);
  await page.getByLabel("Validate").uncheck();
  await page.getByText("The plan is ready").waitFor({ state: "attached" });
}

/** Starts an export and waits until it has written some bytes. */
async function begin(page: Page, folder: string): Promise<void> {
  await planWithoutValidation(page, folder);
  await button(page, "Export").click();
  await page.waitForFunction(() => Number((document.getElementById("progress") as HTMLProgressElement)?.value) > 0.02);
}

/** Windows of the saved model's bytes: what is at the start of each tenth. */
const WINDOW = 4096;

const windowsOf = async (page: Page): Promise<readonly string[]> =>
  (await savedFolder(page)).evaluate(async (folder, length) => {
    const handle = await folder.getFileHandle("model.onnx");
    const file = await handle.getFile();
    const windows = Array.from({ length: 10 }, async (_, i) => {
      const at = Math.floor((file.size / 10) * i);
      return new Uint8Array(await file.slice(at, at + length).arrayBuffer()).join(" ");
    });
    return Promise.all(windows);
  }, WINDOW);

function windowsIn(bytes: Uint8Array): readonly string[] {
  return Array.from({ length: 10 }, (_, i) => {
    const at = Math.floor((bytes.length / 10) * i);
    return bytes.subarray(at, at + WINDOW).join(" ");
  });
}

export const largeModels: readonly PageTest[] = [
  {
    name: "a checkpoint of 300 MB is exported and saved in a fraction of its size of memory",
    run: ({ open, context, largeCheckpoint }) =>
      withFolder(async (folder) => {
        const checkpoint = largeCheckpoint();
        const { size } = statSync(path.join(checkpoint, "model.safetensors"));
        expect(size).toBeGreaterThan(300e6);
        const { page } = await open();
        await planWithoutValidation(page, checkpoint);
        const before = await memoryOfPages(context);
        await exportIt(page);
        await expect(page.locator("#result").innerText()).resolves.toMatch(
          /exported, not validated.*Not validated, because it was not asked for/s,
        );
        await answerDialog(page, "folder");
        await button(page, "Save to a folder").click();
        await page.getByText("Saved: 2 files in the folder saved.").first().waitFor();
        const after = await memoryOfPages(context);
        expect(before.now).toBeGreaterThan(0);
        expect(after.peak - before.now).toBeLessThan(size / 2);

        const output = nodeOutput(path.join(folder, "in-node"));
        await exportModel({ checkpoint: await nodeFolder(checkpoint), registry: createRegistry([bert]), output });
        const model = readFileSync(path.join(folder, "in-node/model.onnx"));
        await expect(windowsOf(page)).resolves.toEqual(windowsIn(model));
      }),
  },
  {
    name: "an export that is cancelled leaves nothing, and the next one works",
    async run({ open, largeCheckpoint }) {
      const { page } = await open();
      await begin(page, largeCheckpoint());
      await button(page, "Cancel").click();
      await page.getByText("The export was cancelled. Nothing was left behind.").waitFor();
      await expect(keptFiles(page)).resolves.toMatchObject({ files: 0 });
      await plan(page, tinyBert);
      await exportIt(page);
    },
  },
  {
    name: "what a tab leaves that is closed in mid-export goes with the next start; other tabs keep their files",
    async run({ open, largeCheckpoint }) {
      const { page: finished } = await open();
      await plan(finished, tinyBert);
      await exportIt(finished);
      const { page: closed } = await open();
      await begin(closed, largeCheckpoint());
      await closed.close();
      await expect(keptFiles(finished)).resolves.toMatchObject({ sessions: 2, files: 7 });

      const { page: next } = await open();
      await plan(next, tinyBert);
      await expect(keptFiles(next)).resolves.toMatchObject({ sessions: 2, files: 6 });
      await answerDialog(finished, "folder");
      await button(finished, "Save to a folder").click();
      await finished.getByText("Saved: 6 files in the folder saved.").first().waitFor();
    },
  },
  {
    name: "storage that is used up in mid-export ends it, and nothing is left",
    async run({ open, largeCheckpoint }) {
      const { page } = await open();
      await begin(page, largeCheckpoint());
      await withStorage(page, 1000, async () => {
        await expect(problem(page)).resolves.toMatch(
          /The files could not be written\s+.*the browser's storage is full.*nothing was left behind/s,
        );
        await expect(keptFiles(page)).resolves.toMatchObject({ files: 0 });
      });
    },
  },
];
