import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { JSHandle, Page } from "playwright-core";

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

/** Folders that stand for some of the user's disk, as no dialog can be used from here: each page has a new one, called "saved". */
const disks = new WeakMap<Page, string>();

/** Answers the dialog for a folder: with an empty one, or as if it was closed. Has to be called before the button is used. */
export async function answerDialog(page: Page, answer: "folder" | "cancel"): Promise<void> {
  const disk = `disk-${randomUUID()}`;
  disks.set(page, disk);
  await page.evaluate(
    async ([given, name]) => {
      const files = await navigator.storage.getDirectory();
      const folder = await files.getDirectoryHandle(name, { create: true });
      const pick = async () => {
        if (given === "cancel") throw new DOMException("The user aborted a request.", "AbortError");
        return folder.getDirectoryHandle("saved", { create: true });
      };
      Object.assign(globalThis, { showDirectoryPicker: pick });
    },
    [answer, disk] as const,
  );
}

/** That folder, in the page. */
export const savedFolder = (page: Page): Promise<JSHandle<FileSystemDirectoryHandle>> =>
  page.evaluateHandle(async (disk) => {
    const files = await navigator.storage.getDirectory();
    return (await files.getDirectoryHandle(disk)).getDirectoryHandle("saved", { create: true });
  }, disks.get(page)!);

/** The files in it, by path. */
export async function savedFiles(page: Page): Promise<ReadonlyMap<string, Buffer>> {
  const saved = await (await savedFolder(page)).evaluate(async (root) => {
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
    await visit(root, "");
    return files;
  });
  return new Map(Object.entries(saved).map(([file, text]) => [file, Buffer.from(text, "base64")]));
}

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
