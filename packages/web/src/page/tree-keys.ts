import type { ModuleNode } from "../modules/module-node.ts";

export type Move = { readonly kind: "toggle" } | { readonly kind: "go"; readonly path: string };
export type Key = "next" | "previous" | "first" | "last" | "open" | "close" | "toggle";

const keys: Readonly<Record<string, Key>> = {
  ArrowDown: "next",
  ArrowUp: "previous",
  ArrowRight: "open",
  ArrowLeft: "close",
  Home: "first",
  End: "last",
  Enter: "toggle",
  " ": "toggle",
};

/** What a key means in a tree; undefined: nothing. */
export const moveOf = ({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): Key | undefined =>
  altKey || ctrlKey || metaKey ? undefined : keys[key];

export interface TreeState {
  /** The modules that are seen, from top to bottom. */
  readonly paths: readonly string[];
  readonly current: string;
  readonly expanded: ReadonlySet<string>;
  readonly root: ModuleNode;
}

/** Where a key leads in a tree, as in the trees of desktops: into an open module, out of a closed one. */
export function moveIn({ paths, current, expanded, root }: TreeState, key: Key): Move | undefined {
  const at = paths.indexOf(current);
  const go = (path: string | undefined): Move | undefined => (path === undefined ? undefined : { kind: "go", path });
  const isBranch = paths.some((path) => path !== current && isBelow(path, current)) || hasChildren(root, current);
  switch (key) {
    case "next":
      return go(paths[at + 1]);
    case "previous":
      return go(paths[at - 1]);
    case "first":
      return go(paths[0]);
    case "last":
      return go(paths.at(-1));
    case "open":
      if (!isBranch) return undefined;
      return expanded.has(current) ? go(paths[at + 1]) : { kind: "toggle" };
    case "close":
      if (isBranch && expanded.has(current)) return { kind: "toggle" };
      return current === "" ? undefined : go(current.split(".").slice(0, -1).join("."));
    case "toggle":
      return { kind: "toggle" };
  }
}

const isBelow = (path: string, parent: string): boolean => parent === "" || path.startsWith(`${parent}.`);

function hasChildren(module: ModuleNode, path: string): boolean {
  if (module.path === path) return module.children.length > 0;
  const next = module.children.find((child) => path === child.path || isBelow(path, child.path));
  return next !== undefined && hasChildren(next, path);
}

/** Modules that are seen at first, at most. */
const MAX_SEEN = 14;

/** The modules that are open at first: again and again the largest of those that are seen, as long as not too many are. */
export function initiallyExpanded(root: ModuleNode): readonly string[] {
  const open = [root];
  const closed = [...root.children];
  let seen = 1 + closed.length;
  for (;;) {
    const largest = closed.reduce<ModuleNode | undefined>((a, b) => (a && a.nodes >= b.nodes ? a : b), undefined);
    if (!largest?.children.length || seen + largest.children.length > MAX_SEEN) return open.map(({ path }) => path);
    closed.splice(closed.indexOf(largest), 1, ...largest.children);
    open.push(largest);
    seen += largest.children.length;
  }
}
