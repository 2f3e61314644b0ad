import * as client from "@huggingface/hub";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Fault, HubServer } from "../test/hub-server.ts";
import { isHubError } from "./errors.ts";
import { hubFolder } from "./hub-folder.ts";

const content = Uint8Array.from({ length: 50_000 }, (_, i) => (i * i) % 253);
const rejected: unknown[] = [];
const onRejection = (reason: unknown) => void rejected.push(reason);

let server: HubServer;
beforeAll(async () => {
  process.on("unhandledRejection", onRejection);
  server = await HubServer.start({ "org/model": { files: { "model.safetensors": content, "config.json": content } } });
});
afterAll(async () => {
  await server.stop();
  process.off("unhandledRejection", onRejection);
});

/** Numbers below `end` that are the same in every run. */
function numbers(seed: number): (end: number) => number {
  let state = seed;
  return (end) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

function fault(below: (end: number) => number): Fault {
  const faults: readonly Fault[] = [
    { cutAfter: 0 },
    { cutAfter: below(content.length) },
    { endAfter: below(content.length) },
    { status: [400, 403, 404, 408, 416, 429, 500, 503][below(8)]! },
    { status: 302, headers: { location: ["/", "https://", "//[", "data:,x"][below(4)]! } },
    { status: 206, body: "other", headers: { "content-range": `bytes ${1 + below(9)}-${below(9)}/${content.length}` } },
    { status: 200, body: ["", "[]", '"', "{}", "x".repeat(60_000)][below(5)]! },
    { ignoresRange: true },
    { headers: { etag: `"${below(2)}"` } },
  ];
  return faults[below(faults.length)]!;
}

test("whatever goes wrong, the bytes are right, or there is a HubError", async () => {
  const ends = { right: 0, refused: 0 };
  for (let seed = 1; seed <= 100; seed++) {
    const below = numbers(seed);
    server.reset();
    for (let i = below(5); i > 0; i--) server.fail([/^cdn/, /resolve/, /tree/, /revision/][below(4)]!, fault(below));
    const file = ["model.safetensors", "config.json"][below(2)]!;
    const retry = { wait: async () => {}, attempts: 3 };
    try {
      const folder = await hubFolder({ client, repo: "org/model", endpoint: server.endpoint, retry });
      const source = await folder.open(file);
      if (source) {
        expect(Buffer.compare(await source.read(0, source.size), content.subarray(0, source.size))).toBe(0);
        expect(source.size).toBe(content.length);
        await source.close?.();
      }
      ends.right++;
    } catch (error) {
      if (!isHubError(error)) throw new Error(`seed ${seed}`, { cause: error });
      ends.refused++;
    }
  }
  expect(Math.min(ends.right, ends.refused)).toBeGreaterThan(20);
  await new Promise(setImmediate);
  expect(rejected).toEqual([]);
});
