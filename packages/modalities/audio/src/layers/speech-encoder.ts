import { type Activation, activation, block, layerNorm, linear, type Params } from "@transonnx/core";
import { add, packedAttention, relu, type Tensor } from "@transonnx/graph";
import { type PositionalConvolutionConfig, positionalConvolution } from "./positional-convolution.ts";

// The encoder of wav2vec 2.0 (https://arxiv.org/abs/2006.11477), as in transformers' modeling_wav2vec2.py; HuBERT, WavLM and their
// descendants have the same, parameter names included.
// Shapes: b batch, t frames, h hidden.

/** The fields that shape the encoder. */
export interface SpeechEncoderConfig extends PositionalConvolutionConfig {
  readonly num_hidden_layers: number;
  readonly num_attention_heads: number;
  readonly intermediate_size: number;
  readonly hidden_act: Activation;
  readonly layer_norm_eps: number;
  /** Whether layers normalise what they take, instead of what they give. */
  readonly do_stable_layer_norm: boolean;
  /** Width of the adapter after each layer that normalises before. Default none. */
  readonly adapter_attn_dim?: number | null;
}

/** A layer's attention over x[b, t, h], for models with one of their own. */
export type SpeechAttention<C> = (c: C, p: Params, x: Tensor) => Tensor;

/** The frames x[b, t, h] before the first layer and after each; the last is the encoder's output. */
export function speechEncoder<C extends SpeechEncoderConfig>(
  c: C,
  p: Params,
  x: Tensor,
  attention: SpeechAttention<C> = speechAttention,
): readonly [Tensor, ...Tensor[]] {
  const placed = add(x, positionalConvolution(c, p.at("pos_conv_embed"), x));
  const norm = (y: Tensor) => layerNorm(p.at("layer_norm"), y, c.layer_norm_eps);
  const states: [Tensor, ...Tensor[]] = [c.do_stable_layer_norm ? placed : norm(placed)];
  for (let i = 0; i < c.num_hidden_layers; i++) {
    const own = p.at("layers", i);
    const attend = (y: Tensor) => attention(c, own.at("attention"), y);
    states.push(
      c.do_stable_layer_norm ? stableLayer(c, own, states.at(-1)!, attend) : layer(c, own, states.at(-1)!, attend),
    );
  }
  if (c.do_stable_layer_norm) states.push(norm(states.pop()!));
  return states;
}

const layer = block((c: SpeechEncoderConfig, p: Params, x: Tensor, attend: (y: Tensor) => Tensor): Tensor => {
  const norm = (name: string, y: Tensor) => layerNorm(p.at(name), y, c.layer_norm_eps);
  const y = norm("layer_norm", add(x, attend(x)));
  return norm("final_layer_norm", add(y, feedForward(c, p.at("feed_forward"), y)));
});

const stableLayer = block((c: SpeechEncoderConfig, p: Params, x: Tensor, attend: (y: Tensor) => Tensor): Tensor => {
  const norm = (name: string, y: Tensor) => layerNorm(p.at(name), y, c.layer_norm_eps);
  const y = add(x, attend(norm("layer_norm", x)));
  const z = add(y, feedForward(c, p.at("feed_forward"), norm("final_layer_norm", y)));
  return c.adapter_attn_dim ? add(z, adapter(c.adapter_attn_dim, p.at("adapter_layer"), z)) : z;
});

/** Attention of x[b, t, h] to itself; `bias`[b, n, t, t] is added to the scores of n heads. */
export const speechAttention = block((c: SpeechEncoderConfig, p: Params, x: Tensor, bias?: Tensor): Tensor => {
  const [q, k, v] = ["q_proj", "k_proj", "v_proj"].map((name) => linear(p.at(name), x, c.hidden_size));
  const seen = packedAttention(q!, k!, v!, { query: c.num_attention_heads }, { mask: bias });
  return linear(p.at("out_proj"), seen, c.hidden_size);
});

const feedForward = block((c: SpeechEncoderConfig, p: Params, x: Tensor): Tensor => {
  const wide = linear(p.at("intermediate_dense"), x, c.intermediate_size);
  return linear(p.at("output_dense"), activation(c.hidden_act, p.at("intermediate_act_fn"), wide), c.hidden_size);
});

/** What MMS has for each language. PyTorch's default epsilon, whatever the config says. */
const adapter = block((width: number, p: Params, x: Tensor): Tensor => {
  const narrow = relu(linear(p.at("linear_1"), layerNorm(p.at("norm"), x, 1e-5), width));
  return linear(p.at("linear_2"), narrow, x.type.shape[2] as number);
});
