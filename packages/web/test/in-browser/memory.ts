import { readFileSync } from "node:fs";
import type { BrowserContext } from "playwright-core";

/** The resident memory of a process, and the most that it was, in bytes. */
export interface ResidentMemory {
  readonly now: number;
  readonly peak: number;
}

/** That of the largest of the browser's processes that run pages and their workers. Linux only. */
export async function memoryOfPages(context: BrowserContext): Promise<ResidentMemory> {
  const session = await context.browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const sizes = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => statusOf(id));
  return { now: Math.max(...sizes.map(({ now }) => now)), peak: Math.max(...sizes.map(({ peak }) => peak)) };
}

function statusOf(process: number): ResidentMemory {
  let status = "";
  try {
    status = readFileSync(`/proc/${process}/status`, "utf8");
  } catch {
    // It ended in the meantime.
  }
  const bytes = (field: string) => Number(status.match(new RegExp(`${field}:\\s+(\\d+) kB`))?.[1] ?? 0) * 1024;
  return { now: bytes("VmRSS"), peak: bytes("VmHWM") };
}
