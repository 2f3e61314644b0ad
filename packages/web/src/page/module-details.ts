import type { ModuleNode } from "../modules/module-node.ts";
import { element } from "./element.ts";
import { plural, showCount } from "./sizes.ts";

/** Operators in a list. */
const MAX_OPERATORS = 8;

/** What a module is called. */
export const titleOf = ({ name, path }: ModuleNode): string => (path === "" ? "the whole model" : name);

/** What is in a module. */
export function moduleDetails(module: ModuleNode): readonly HTMLElement[] {
  const { path, nodes, parameters, children, operators } = module;
  const shown = operators.slice(0, MAX_OPERATORS).map(({ name, count }) => `${showCount(count)} ${name}`);
  const rest = operators.length - shown.length;
  return [
    element("p", { class: "module-path" }, element("code", {}, path || titleOf(module))),
    element(
      "p",
      {},
      [
        plural(nodes, "operator"),
        plural(parameters, "parameter"),
        ...(children.length > 0 ? [plural(children.length, "module")] : []),
      ].join(", "),
    ),
    element("p", { class: "hint" }, shown.join(", ") + (rest > 0 ? ` and ${plural(rest, "other kind")}` : "")),
  ];
}
