/** Whatever a terminal obeys or hides: names in a checkpoint and in an ONNX file are anyone's. A line feed and a tab are harmless. */
const INVISIBLE = /[^\P{Cc}\n\t]|[\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/** Text as it may be written to a terminal: what is not visible is spelt, as `\u001b`. */
export const visible = (text: string): string =>
  text.replace(INVISIBLE, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Writes lines to standard output. */
export const say = (lines: readonly string[]): void => console.log(visible(lines.join("\n")));

/** Writes an error to standard error. */
export const sayError = (message: string): void => console.error(`error: ${visible(message)}`);
