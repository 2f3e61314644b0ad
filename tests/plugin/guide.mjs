import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../tools/root.mjs";

const fence = /^```(\S+)(?: (\S+))?\n([\s\S]*?)^```$/gm;

/** What a section asks its reader to do, in order: commands, and files with their content. */
const stepsOf = (text) =>
  [...text.matchAll(fence)].flatMap(([, language, file, code]) => {
    if (file) return [{ file, code }];
    return language === "sh"
      ? code
          .trim()
          .split("\n")
          .map((command) => ({ command }))
      : [];
  });

/** The sections of docs/writing-a-model.md: title and steps. */
export function readGuide() {
  const text = readFileSync(path.join(root, "docs/writing-a-model.md"), "utf8");
  const [, ...sections] = text.split(/^## /m);
  return sections.map((section) => ({ title: section.slice(0, section.indexOf("\n")), steps: stepsOf(section) }));
}
