import { copyFileSync, cpSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "@jest/globals";
import {
  answerDialog,
  button,
  chooseFiles,
  exportIt,
  keptFiles,
  plan,
  problem,
  savedFiles,
  savedFolder,
  tinyBert,
  withFolder,
  withStorage,
} from "../page-actions.ts";
import type { PageTest } from "../page-test.ts";

export const badInput: readonly PageTest[] = [
  {
    name: "a folder without config.json is no checkpoint, and the page says what it lacks",
    async run({ open }) {
      const { page } = await open();
      await chooseFiles(
        page,
        ["model.safetensors", "vocab.txt"].map((file) => path.join(tinyBert, file)),
      );
      await expect(problem(page)).resolves.toMatch(
        /This is no checkpoint\s+There is no config\.json among the files: model\.safetensors, vocab\.txt\. Choose the folder/,
      );
      await expect(button(page, "Export").count()).resolves.toBe(0);
    },
  },
  {
    name: "an unknown model type, a damaged file and a config.json that is none are told apart",
    run: ({ open }) =>
      withFolder(async (folder) => {
        const { page } = await open();
        cpSync(tinyBert, folder, { recursive: true });
        const config = JSON.parse(readFileSync(path.join(tinyBert, "config.json"), "utf8"));
        const told = async (text: string) => {
          writeFileSync(path.join(folder, "config.json"), text);
          await page.reload();
          await page.locator("input[webkitdirectory]").setInputFiles(folder);
          return problem(page);
        };
        await expect(told(JSON.stringify({ ...config, model_type: "bart2" }))).resolves.toMatch(
          /This model type is not supported\s+.*the model type "bart2" is not in the registry.*nearest known: bart/s,
        );
        await expect(told("{")).resolves.toMatch(/A file is damaged\s+config\.json/);
        truncateSync(path.join(folder, "model.safetensors"), 1000);
        await expect(told(JSON.stringify(config))).resolves.toMatch(/A file is damaged\s+model\.safetensors/);
      }),
  },
  {
    name: "a task that the checkpoint has no tensors for cannot be chosen, and the page says why",
    async run({ open }) {
      const { page } = await open();
      await plan(page, tinyBert);
      await expect(page.locator("#task option[value=question-answering]").isDisabled()).resolves.toBe(true);
      await page.getByText(/Why not/).click();
      await expect(page.locator("#task-hint").innerText()).resolves.toMatch(/question-answering: .*qa_outputs/);
    },
  },
  {
    name: "a file that changed after it was chosen is not exported",
    run: ({ open }) =>
      withFolder(async (folder) => {
        const { page } = await open();
        for (const file of ["config.json", "model.safetensors"])
          copyFileSync(path.join(tinyBert, file), path.join(folder, file));
        await plan(page, folder);
        truncateSync(path.join(folder, "model.safetensors"), 50_000);
        await button(page, "Export").click();
        await expect(problem(page)).resolves.toMatch(
          /A file could not be read\s+.*model\.safetensors.*may have changed since it was chosen; choose it again/s,
        );
        await expect(keptFiles(page)).resolves.toMatchObject({ files: 0 });
      }),
  },
  {
    name: "a quota that is too small is told before anything is written",
    async run({ open }) {
      const { page } = await open();
      await plan(page, tinyBert);
      await withStorage(page, 50_000, async () => {
        await page.getByLabel("Layout").selectOption("transformers.js");
        await page.getByText("onnx/model.onnx").waitFor();
        await expect(page.locator("#plan").innerText()).resolves.toMatch(/not enough space 121 kB are needed/);
        await button(page, "Export").click();
        await expect(problem(page)).resolves.toMatch(
          /There is not enough space\s+the browser's storage is too small: expected 121 kB of free space, found/,
        );
        await expect(keptFiles(page)).resolves.toMatchObject({ files: 0 });
      });
    },
  },
  {
    name: "a save that is cancelled saves nothing, and the export is still there",
    async run({ open }) {
      const { page } = await open();
      await plan(page, tinyBert);
      await exportIt(page);
      await answerDialog(page, "cancel");
      await button(page, "Save to a folder").click();
      await page.getByText("Nothing was saved: no folder was chosen.").first().waitFor();
      await expect(savedFiles(page)).resolves.toEqual(new Map());

      await answerDialog(page, "folder");
      const blocked = await savedFolder(page);
      await blocked.evaluate((folder) => folder.getDirectoryHandle("vocab.txt", { create: true }));
      await button(page, "Save to a folder").click();
      await expect(problem(page)).resolves.toMatch(/The files could not be saved\s+saved: .*Nothing was saved/);
      await expect(savedFiles(page)).resolves.toEqual(new Map());
      await answerDialog(page, "folder");
      await button(page, "Save to a folder").click();
      await page.getByText("Saved: 6 files in the folder saved.").first().waitFor();
    },
  },
];
