import { block, embedding, type Params } from "@transonnx/core";
import { add, type Dim, matmul, range, sub, type Tensor, transpose, unsqueeze } from "@transonnx/graph";

/** How positions enter: added to the embeddings, or as a distance between query and key. */
export const positionEmbeddingTypes = ["absolute", "relative_key", "relative_key_query"] as const;
/** How positions enter attention, by transformers' name. */
export type PositionEmbeddingType = (typeof positionEmbeddingTypes)[number];

interface RelativeConfig {
  readonly max_position_embeddings: number;
  readonly position_embedding_type: PositionEmbeddingType;
}

/**
 * Scores by distance: q[b, n, t, d] (and for relative_key_query k) with an embedding of each query's distance to each
 * key -> [b, n, t, t]. https://arxiv.org/abs/1803.02155, https://arxiv.org/abs/2009.13658
 */
export const relativeKeyScores = block((c: RelativeConfig, p: Params, q: Tensor, k: Tensor): Tensor => {
  const [, , t, d] = q.type.shape as [Dim, Dim, Dim, number];
  const far = c.max_position_embeddings - 1;
  const position = range(0, t);
  const distance = add(sub(unsqueeze(position, 1), unsqueeze(position, 0)), far); // [query, key]
  const places = embedding(p.at("distance_embedding"), distance, 2 * far + 1, d); // [query, key, d]
  const byQuery = alongFirst(q, transpose(places, [0, 2, 1])); // [query, b, n, key]
  const scores = transpose(byQuery, [1, 2, 0, 3]);
  if (c.position_embedding_type === "relative_key") return scores;
  const byKey = alongFirst(k, transpose(places, [1, 2, 0])); // [key, b, n, query]
  return add(scores, transpose(byKey, [1, 2, 3, 0]));
});

/** x[b, n, t, d] and table[t, d, s]: each position with its own matrix -> [t, b, n, s]. */
const alongFirst = (x: Tensor, table: Tensor): Tensor => matmul(transpose(x, [2, 0, 1, 3]), unsqueeze(table, 1));
