import { type Box, layout } from "../modules/layout.ts";
import type { ModuleNode } from "../modules/module-node.ts";
import { drawn, element } from "./element.ts";
import { moduleDetails } from "./module-details.ts";
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
        boxView(box, 1),
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

function boxView(box: Box, level: number): SVGGElement {
  const { module, x, y, width, height, expanded, children, edges } = box;
  const { name, path, nodes } = module;
  const title = path === "" ? "the whole model" : name;
  const count = plural(nodes, "operator");
  const inside = module.children.length > 0 ? `, ${plural(module.children.length, "module")}` : "";
  return drawn(
    "g",
    {
      role: "treeitem",
      class: `module${expanded ? " open" : ""}${module.children.length > 0 ? " branch" : ""}`,
      "data-path": path,
      "aria-label": `${title}, ${count}${inside}`,
      "aria-level": level,
      "aria-expanded": module.children.length > 0 ? `${expanded}` : undefined,
      tabindex: -1,
    },
    drawn("rect", { ...{ x, y, width, height }, rx: 8 }),
    drawn("text", { x: x + 14, y: y + 20, class: "module-name" }, title),
    drawn("text", { x: x + 14, y: y + 36, class: "module-count" }, count),
    module.children.length > 0 && sign(x + width - 20, y + 20, expanded),
    expanded &&
      drawn(
        "g",
        { role: "group" },
        edges.map(([from, to]) => arrow(children[from]!, children[to]!)),
        children.map((child) => boxView(child, level + 1)),
      ),
  );
}

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
