import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

export const tinyBert = fileURLToPath(new URL("../../../fixtures/tiny-bert", import.meta.url));

/** Drops a folder of the disk on the page, as a hand does. */
export async function drop(page: Page, folder: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const zone = (await page.locator(".drop").boundingBox())!;
  const at = { x: zone.x + zone.width / 2, y: zone.y + zone.height / 2 };
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", { type, ...at, data });
  await session.detach();
}

/** Chooses single files. */
export const chooseFiles = (page: Page, files: readonly string[]): Promise<void> =>
  page.locator("input[multiple]").setInputFiles([...files]);

export const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** Chooses a checkpoint's folder and waits for its plan. */
export async function plan(page: Page, folder: string): Promise<void> {
  await page.locator("input[webkitdirectory]").setInputFiles(folder);
  await button(page, "Export").waitFor();
}

export async function exportIt(page: Page): Promise<void> {
  await button(page, "Export").click();
  await page.locator("#result").waitFor();
}

/** The words of the failure that the page shows. */
export async function problem(page: Page): Promise<string> {
  await page.locator("[role=alert]").waitFor();
  return page.locator("[role=alert]").innerText();
}

/** The name of the folder that stands for one of the user's disk: no dialog can be used from here. */
const SAVED = "saved";

/** Answers the dialog for a folder: with an empty one, or as if it was closed. Has to be called before the button is used. */
export const answerDialog = (page: Page, answer: "folder" | "cancel"): Promise<void> =>
  page.evaluate(
    async ([given, name]) => {
      const files = await navigator.storage.getDirectory();
      const pick = async () => {
        if (given === "cancel") throw new DOMException("The user aborted a request.", "AbortError");
        return files.getDirectoryHandle(name, { create: true });
      };
      Object.assign(globalThis, { showDirectoryPicker: pick });
    },
    [answer, SAVED] as const,
  );

/** The files in that folder, by path. */
export async function savedFiles(page: Page): Promise<ReadonlyMap<string, Buffer>> {
  const saved = await page.evaluate(async (name) => {
    const files: Record<string, string> = {};
    const visit = async (folder: FileSystemDirectoryHandle, before: string): Promise<void> => {
      for await (const [entry, handle] of folder.entries())
        if (handle.kind === "directory") await visit(handle as FileSystemDirectoryHandle, `${before}${entry}/`);
        else {
          const bytes = new Uint8Array(await (await (handle as FileSystemFileHandle).getFile()).arrayBuffer());
          let text = "";
          for (const byte of bytes) text += String.fromCharCode(byte);
          files[`${before}${entry}`] = btoa(text);
        }
    };
    const root = await navigator.storage.getDirectory();
    await visit(await root.getDirectoryHandle(name, { create: true }), "");
    return files;
  }, SAVED);
  return new Map(Object.entries(saved).map(([file, text]) => [file, Buffer.from(text, "base64")]));
}

/** Removes that folder. */
export const forgetSaved = (page: Page): Promise<void> =>
  page.evaluate(async (name) => {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry(name, { recursive: true });
  }, SAVED);

/** What lies in the page's own file system: how many sessions have a directory, and the bytes of all their files. */
export const keptFiles = (page: Page): Promise<{ sessions: number; files: number; bytes: number }> =>
  page.evaluate(async () => {
    const kept = { sessions: 0, files: 0, bytes: 0 };
    const visit = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const handle of folder.values())
        if (handle.kind === "directory") await visit(handle as FileSystemDirectoryHandle);
        else {
          kept.files++;
          // A file that is being written tells its size when it is closed.
          kept.bytes += (await (handle as FileSystemFileHandle).getFile()).size;
        }
    };
    const root = await navigator.storage.getDirectory();
    const sessions = await root.getDirectoryHandle("transonnx", { create: true });
    for await (const session of sessions.values()) {
      kept.sessions++;
      await visit(session as FileSystemDirectoryHandle);
    }
    return kept;
  });

/** A folder for one test, removed after it. */
export async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "transonnx-web-test-"));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Limits the browser's storage for the page while something is done. */
export async function withStorage(page: Page, bytes: number, use: () => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(page.url()).origin, quotaSize: bytes });
    await use();
  } finally {
    // The limit ends with the session.
    await session.detach();
  }
}
