import { gzipped } from "./bytes.mjs";

/** The package of a source file, as its folder: `packages/models/bert`, `node_modules/long`. */
export const packageOf = (file) =>
  file.match(/^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ??
  file.match(/^packages\/(?:models\/|modalities\/)?[^/]+/)?.[0] ??
  file;

/** The folder of a source file, no deeper than the first below `src`. */
export const folderOf = (file) => file.match(/^packages\/.*?\/src\/[^/]+/)?.[0] ?? packageOf(file);

/**
 * Groups of a bundle's files with the bytes of each: minified, and compressed in two ways. `alone` is the group compressed by
 * itself; `saved` is how much smaller the whole bundle would be without it, which is less where groups resemble each other.
 */
export function breakdown(files, groupOf) {
  const groups = new Map();
  for (const [file, text] of files) {
    const group = groupOf(file);
    groups.set(group, [...(groups.get(group) ?? []), text]);
  }
  const whole = gzipped([...files.values()].join("\n"));
  return [...groups]
    .map(([group, texts]) => ({
      group,
      minified: Buffer.byteLength(texts.join("\n")),
      alone: gzipped(texts.join("\n")),
      saved:
        whole -
        gzipped(
          [...files]
            .filter(([file]) => groupOf(file) !== group)
            .map(([, text]) => text)
            .join("\n"),
        ),
    }))
    .sort((a, b) => b.saved - a.saved);
}
