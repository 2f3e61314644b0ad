import { gzipSync } from "node:zlib";

/** What a server sends for a text, in bytes. */
export const gzipped = (text) => gzipSync(text, { level: 9 }).length;

/** A number of bytes in kB (1000) and KiB (1024). */
export const shownBytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB (${(bytes / 1024).toFixed(1)} KiB)`;

/** The bytes of files: minified, and each compressed by itself. */
export const totals = (texts) => ({
  minified: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
  gzipped: texts.reduce((sum, text) => sum + gzipped(text), 0),
});
