import { type Child, element } from "./element.ts";

export interface Column {
  readonly title: string;
  /** Numbers stand at the right. Default false. */
  readonly numeric?: boolean;
}

/** A table whose first column names its rows. */
export function table(caption: string, columns: readonly Column[], rows: readonly (readonly Child[])[]): HTMLElement {
  const align = (column: number): string | undefined => (columns[column]?.numeric ? "number" : undefined);
  const head = columns.map(({ title }, i) => element("th", { scope: "col", class: align(i) }, title));
  const body = rows.map((cells) =>
    element(
      "tr",
      {},
      cells.map((cell, i) => element(i === 0 ? "th" : "td", { scope: i === 0 && "row", class: align(i) }, cell)),
    ),
  );
  const frame = element(
    "div",
    { class: "scrolled" },
    element(
      "table",
      {},
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, head)),
      element("tbody", {}, body),
    ),
  );
  reachable.observe(frame);
  labels.set(frame, caption);
  return frame;
}

/** Longer tables are opened when they are asked for. */
const LONGEST_SHOWN = 12;

/** A table that is closed where it is long. */
export function foldedTable(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Child[])[],
): HTMLElement {
  const made = table(caption, columns, rows);
  if (rows.length <= LONGEST_SHOWN) return made;
  return element("details", {}, element("summary", {}, `${caption}: ${rows.length}`), made);
}

const labels = new WeakMap<Element, string>();

/** A table that is wider than the page is scrolled by keyboard as well; one that is not is no stop on the way. */
const reachable = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const scrolls = target.scrollWidth > target.clientWidth;
    target.toggleAttribute("tabindex", scrolls);
    if (!scrolls) {
      target.removeAttribute("role");
      target.removeAttribute("aria-label");
      continue;
    }
    target.setAttribute("tabindex", "0");
    target.setAttribute("role", "region");
    target.setAttribute("aria-label", labels.get(target) ?? "");
  }
});
