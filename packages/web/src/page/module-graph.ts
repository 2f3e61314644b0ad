import { type Box, layout } from "../modules/layout.ts";
import type { ModuleNode } from "../modules/module-node.ts";
import { type Child, drawn, element } from "./element.ts";
import { moduleDetails, titleOf } from "./module-details.ts";
import { plural } from "./sizes.ts";
import { initiallyExpanded, type Move, moveIn, moveOf } from "./tree-keys.ts";

/** Room around the drawing for the ring of what has the focus. */
const MARGIN = 4;

/**
 * A drawing of a model's modules that is walked like a tree: arrow keys move, right and left open and close a module, Enter and a
 * click do either, Home and End lead to the first and the last.
 */
export function moduleGraph(root: ModuleNode, name: string): HTMLElement {
  const expanded = new Set(initiallyExpanded(root));
  const details = element("div", { class: "module-details", role: "status" });
  const frame = element("div", { class: "graph-frame" });
  let current = root.path;

  const draw = (focus: boolean): void => {
    const box = layout(root, (path) => expanded.has(path));
    const [width, height] = [box.width + 2 * MARGIN, box.height + 2 * MARGIN];
    const viewBox = `${-MARGIN} ${-MARGIN} ${width} ${height}`;
    const label = `Modules of ${name}`;
    frame.replaceChildren(
      drawn(
        "svg",
        { ...{ viewBox, width, height }, class: "graph", role: "tree", "aria-label": label },
        arrowHead(),
        boxViews(box, { level: 1, index: 0, count: 1 }),
      ),
    );
    select(current, focus);
  };
  const items = () => [...frame.querySelectorAll<SVGGElement>("[role=treeitem]")];
  const select = (path: string, focus: boolean): void => {
    const item = items().find(({ dataset }) => dataset.path === path) ?? items()[0]!;
    current = item.dataset.path!;
    for (const each of items()) each.setAttribute("tabindex", each === item ? "0" : "-1");
    details.replaceChildren(...moduleDetails(moduleAt(root, current)));
    if (!focus) return;
    item.focus({ preventScroll: true });
    item.querySelector("rect")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const toggle = (path: string): void => {
    if (moduleAt(root, path).children.length === 0) return;
    if (!expanded.delete(path)) expanded.add(path);
    draw(true);
  };
  const apply = (move: Move): void => {
    if (move.kind === "toggle") toggle(current);
    else select(move.path, true);
  };

  frame.addEventListener("keydown", (event) => {
    const key = moveOf(event);
    const move = key && moveIn({ paths: items().map(({ dataset }) => dataset.path!), current, expanded, root }, key);
    if (!key) return;
    event.preventDefault();
    if (move) apply(move);
  });
  frame.addEventListener("click", ({ target }) => {
    const item = (target as Element).closest<SVGGElement>("[role=treeitem]");
    if (!item) return;
    current = item.dataset.path!;
    select(current, true);
    toggle(current);
  });
  draw(false);
  return element("div", { class: "module-graph" }, frame, details);
}

/** Where a module stands among those of the module that it is in. */
interface Place {
  readonly level: number;
  readonly index: number;
  readonly count: number;
}

/** A module, the arrows in it, and its modules: one after the other, so that each has the text of its own alone. */
function boxViews(box: Box, { level, index, count }: Place): SVGElement[] {
  const { module, expanded, children, edges } = box;
  const isBranch = module.children.length > 0;
  const item = drawn(
    "g",
    {
      role: "treeitem",
      class: `module${expanded ? " open" : ""}${isBranch ? " branch" : ""}`,
      "data-path": module.path,
      "aria-level": level,
      "aria-posinset": index + 1,
      "aria-setsize": count,
      "aria-expanded": isBranch ? `${expanded}` : undefined,
      tabindex: -1,
    },
    content(box),
  );
  if (!expanded) return [item];
  const arrows = edges.map(([from, to]) => arrow(children[from]!, children[to]!));
  const below = children.flatMap((child, i) => boxViews(child, { level: level + 1, index: i, count: children.length }));
  return [item, drawn("g", { "aria-hidden": "true" }, arrows), ...below];
}

const content = ({ module, x, y, width, height, expanded }: Box): Child[] => [
  drawn("rect", { x, y, width, height, rx: 8 }),
  drawn(
    "text",
    {},
    drawn("tspan", { x: x + 14, y: y + 20, class: "module-name" }, titleOf(module)),
    " ",
    drawn("tspan", { x: x + 14, y: y + 36, class: "module-count" }, plural(module.nodes, "operator")),
  ),
  module.children.length > 0 && sign(x + width - 20, y + 20, expanded),
];

/** A plus that opens, a minus that closes. */
const sign = (x: number, y: number, expanded: boolean): SVGElement =>
  drawn("path", { class: "sign", d: `M${x - 5} ${y}h10${expanded ? "" : `M${x} ${y - 5}v10`}` });

function arrow(from: Box, to: Box): SVGElement {
  const [x1, y1] = [from.x + from.width / 2, from.y + from.height];
  const [x2, y2] = [to.x + to.width / 2, to.y - 2];
  const bend = Math.max(10, (y2 - y1) / 2);
  return drawn("path", {
    class: "edge",
    d: `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`,
    "marker-end": "url(#arrow)",
  });
}

const arrowHead = (): SVGElement =>
  drawn(
    "defs",
    {},
    drawn(
      "marker",
      { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" },
      drawn("path", { d: "M0 0L8 4L0 8z" }),
    ),
  );

/** The module of a path; the root for one that there is none of. */
function moduleAt(root: ModuleNode, path: string): ModuleNode {
  let at = root;
  while (at.path !== path) {
    const next = at.children.find((child) => child.path === path || path.startsWith(`${child.path}.`));
    if (!next) return root;
    at = next;
  }
  return at;
}
