import { expect, test } from "@jest/globals";
import type { GraphSpec, NodeSpec } from "@transonnx/onnx";
import { layout } from "./layout.ts";
import type { ModuleNode } from "./module-node.ts";
import { modulesOf } from "./modules-of.ts";

const node = (name: string, inputs: string[], opType = name.split("/").at(-1)!.replace(/_\d+$/, "")): NodeSpec => ({
  ...{ name, opType, inputs, outputs: [name], domain: "", attributes: {} },
});

const graphOf = (nodes: NodeSpec[], weights: Record<string, number[]> = {}): GraphSpec => ({
  ...{ name: "main", inputs: [], outputs: [], nodes },
  initializers: Object.entries(weights).map(([name, shape]) => ({
    ...{ name, shape, dtype: "float32" as const, data: new Uint8Array() },
  })),
});

/** A layer with a residual: norm(x + output(attend(query(x), key(x)))). */
const layer = graphOf(
  [
    node("embeddings/Gather", ["words", "ids"]),
    node("layer.0.self.query/Reshape", ["embeddings/Gather"]),
    node("layer.0.self.query/Gemm", ["layer.0.self.query/Reshape", "layer.0.self.query.weight"]),
    node("layer.0.self.key/Gemm", ["layer.0.self.query/Reshape", "layer.0.self.key.weight"]),
    node("sizes/Shape", ["ids"]),
    node("layer.0.self/Attention", ["layer.0.self.query/Gemm", "layer.0.self.key/Gemm", "sizes/Shape"]),
    node("layer.0.output/Gemm", ["layer.0.self/Attention"]),
    node("layer.0/Add", ["layer.0.output/Gemm", "embeddings/Gather"]),
    node("layer.0.norm/LayerNormalization", ["layer.0/Add"]),
  ],
  { "layer.0.self.query.weight": [4, 8], "layer.0.self.key.weight": [4, 8], constant: [2] },
);

/** `name operators parameters [edges]`, indented by depth. */
const printed = ({ name, nodes, parameters, children, edges }: ModuleNode, indent = ""): string[] => [
  `${indent}${name || "."} ${nodes} ${parameters}${edges.map(([from, to]) => ` ${from}>${to}`).join("")}`,
  ...children.flatMap((child) => printed(child, `${indent}  `)),
];

test("modules are what the names of nodes say, with their operators, their parameters and what reads what", () => {
  expect(printed(modulesOf(layer))).toEqual([
    ". 8 66 0>1",
    "  embeddings 1 0",
    "  layer 7 64",
    "    0 7 64 0>1 1>2",
    "      self 4 64",
    "        query 2 32",
    "        key 1 32",
    "      output 1 0",
    "      norm 1 0",
  ]);
});

test("what a module reads through a reshape that another one was first to need is not that one's", () => {
  const self = modulesOf(layer).children[1]!.children[0]!.children[0]!;
  expect(self.name).toBe("self");
  expect(self.edges).toEqual([]);
});

test("what is computed in no module leads from one to the next", () => {
  const graph = graphOf([
    node("model.words/Gather", ["ids"]),
    node("main/Add", ["model.words/Gather", "positions"]),
    node("model.layer/Gemm", ["main/Add"]),
  ]);
  expect(printed(modulesOf(graph))).toEqual([". 3 0", "  model 2 0 0>1", "    words 1 0", "    layer 1 0"]);
});

test("operators are counted, the most frequent first", () => {
  expect(modulesOf(layer).operators.slice(0, 2)).toEqual([
    { name: "Gemm", count: 3 },
    { name: "Add", count: 1 },
  ]);
});

test("nodes of both branches of an If count", () => {
  const branch = (name: string) => ({ kind: "graph" as const, value: graphOf([node(`decoder.${name}/Add`, [])]) });
  const either: NodeSpec = {
    ...node("If", ["use_cache_branch"]),
    attributes: { then_branch: branch("with_past"), else_branch: branch("no_past") },
  };
  expect(printed(modulesOf(graphOf([either])))).toEqual([
    ". 3 0",
    "  decoder 2 0",
    "    with_past 1 0",
    "    no_past 1 0",
  ]);
});

test("a drawing has what runs side by side in a row, and no boxes over each other", () => {
  const box = layout(modulesOf(layer), () => true);
  const self = box.children[1]!.children[0]!.children[0]!;
  const [query, key] = self.children;
  expect(query!.y).toBe(key!.y);
  expect(query!.x + query!.width).toBeLessThan(key!.x);
  const [embeddings, layers] = box.children;
  expect(embeddings!.y + embeddings!.height).toBeLessThan(layers!.y);
  expect(layers!.x + layers!.width).toBeLessThan(box.x + box.width);
  expect(layers!.y + layers!.height).toBeLessThan(box.y + box.height);
});

test("a module that is closed is drawn as a small box", () => {
  const closed = layout(modulesOf(layer), (path) => path === "");
  expect(closed.children.map(({ expanded, children }) => [expanded, children.length])).toEqual([
    [false, 0],
    [false, 0],
  ]);
});
