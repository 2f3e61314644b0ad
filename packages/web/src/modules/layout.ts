import type { ModuleNode } from "./module-node.ts";

/** Where a module is drawn, in pixels from the top left corner of the whole. */
export interface Box {
  readonly module: ModuleNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly expanded: boolean;
  /** Those of the modules in it, where it is expanded. */
  readonly children: readonly Box[];
  /** Arrows between them: indices into `children`. */
  readonly edges: readonly (readonly [from: number, to: number])[];
}

const WIDTH_OF_LETTER = 8.4;
const LEAST_WIDTH = 132;
const HEIGHT = 46;
const TITLE = 40;
const PADDING = 16;
const GAP_X = 18;
const GAP_Y = 26;

interface Sized extends Omit<Box, "x" | "y" | "children"> {
  readonly rows: readonly (readonly Placed[])[];
}

interface Placed {
  readonly index: number;
  readonly box: Sized;
}

/** A drawing of a module whose expanded modules show what is in them: rows from top to bottom, along the flow of data. */
export function layout(root: ModuleNode, isExpanded: (path: string) => boolean): Box {
  return placed(sized(root, isExpanded), 0, 0);
}

function sized(module: ModuleNode, isExpanded: (path: string) => boolean): Sized {
  const expanded = module.children.length > 0 && isExpanded(module.path);
  const title = Math.max(LEAST_WIDTH, module.name.length * WIDTH_OF_LETTER + 56);
  if (!expanded) return { module, expanded, width: title, height: HEIGHT, rows: [], edges: [] };
  const boxes = module.children.map((child, index) => ({ index, box: sized(child, isExpanded) }));
  const rows = rowsOf(module).map((row) => row.map((index) => boxes[index]!));
  const inner = Math.max(...rows.map(widthOf));
  const heights = rows.map(heightOf).reduce((sum, height) => sum + height + GAP_Y, -GAP_Y);
  return {
    ...{ module, expanded, rows },
    width: Math.max(title, inner) + 2 * PADDING,
    height: TITLE + heights + PADDING,
    edges: module.edges,
  };
}

const widthOf = (row: readonly Placed[]): number => row.reduce((sum, { box }) => sum + box.width + GAP_X, -GAP_X);
const heightOf = (row: readonly Placed[]): number => Math.max(...row.map(({ box }) => box.height));

/** Modules by how many others their data comes through. Those that nothing leads to begin where they are needed. */
function rowsOf({ children, edges }: ModuleNode): readonly (readonly number[])[] {
  const ranks = children.map(() => 0);
  for (let to = 0; to < children.length; to++)
    for (const [a, b] of edges) if (b === to) ranks[to] = Math.max(ranks[to]!, ranks[a]! + 1);
  const rows: number[][] = [];
  for (const [index, rank] of ranks.entries()) {
    rows[rank] ??= [];
    rows[rank].push(index);
  }
  return rows.flatMap(folded);
}

/** More modules side by side than these become several rows: experts, and layers that do not read each other. */
const LONGEST_ROW = 4;

const folded = (row: readonly number[]): readonly (readonly number[])[] =>
  Array.from({ length: Math.ceil(row.length / LONGEST_ROW) }, (_, i) =>
    row.slice(i * LONGEST_ROW, (i + 1) * LONGEST_ROW),
  );

function placed(box: Sized, x: number, y: number): Box {
  const { rows, ...rest } = box;
  const children: Box[] = [];
  let top = y + TITLE;
  for (const row of rows) {
    let left = x + (box.width - widthOf(row)) / 2;
    for (const each of row) {
      children[each.index] = placed(each.box, left, top);
      left += each.box.width + GAP_X;
    }
    top += heightOf(row) + GAP_Y;
  }
  return { ...rest, x, y, children };
}
