import { describe, expect, test } from "@jest/globals";
import { resolveDefinition } from "@transonnx/core";
import { goldenGraphs, goldenTensors, readGoldens } from "@transonnx/testing";
import { visionEncoderDecoder } from "../src/index.ts";
import { registry } from "./registry.ts";

/** What transformers wrote of every part until 2022. */
const written = {
  _name_or_path: "",
  architectures: null,
  bad_words_ids: null,
  chunk_size_feed_forward: 0,
  is_encoder_decoder: false,
  pruned_heads: {},
  tie_encoder_decoder: false,
  tie_word_embeddings: true,
  torchscript: false,
  use_bfloat16: false,
};
const decoder = { ...written, is_decoder: true, add_cross_attention: true, cross_attention_hidden_size: null };
const encoder = { ...written, is_decoder: false, add_cross_attention: false };

const vit = { ...encoder, model_type: "vit", hidden_size: 768, num_attention_heads: 12, num_hidden_layers: 12 };

describe("the config of", () => {
  const whole = { model_type: "vision-encoder-decoder", is_encoder_decoder: true, tie_word_embeddings: false };
  const parsed = async (parts: { encoder: { model_type: string }; decoder: { model_type: string } }) => {
    const json = { ...whole, ...parts };
    const definition = await resolveDefinition(visionEncoderDecoder, json, registry);
    return new definition.onnxConfig(definition.parseConfig(json), "image-to-text-with-past");
  };

  test("microsoft/trocr-base-handwritten", async () => {
    const config = await parsed({
      encoder: { ...vit, image_size: 384, patch_size: 16, qkv_bias: false } as typeof vit,
      decoder: {
        ...{ ...decoder, model_type: "trocr", cross_attention_hidden_size: 768, vocab_size: 50265, use_cache: false },
        ...{ d_model: 1024, decoder_layers: 12, decoder_attention_heads: 16, decoder_ffn_dim: 4096 },
      },
    });
    expect(config.fixedSizes).toEqual({ num_channels: 3 });
    expect(config).toMatchObject({ numLayers: [12, 12], numAttentionHeads: [12, 16] });
  });

  test("nlpconnect/vit-gpt2-image-captioning", async () => {
    const config = await parsed({
      encoder: { ...vit, image_size: 224, patch_size: 16, encoder_stride: 16, qkv_bias: true } as typeof vit,
      decoder: {
        ...{ ...decoder, model_type: "gpt2", activation_function: "gelu_new", n_ctx: 1024, n_inner: null },
        ...{ reorder_and_upcast_attn: false, summary_type: "cls_index", vocab_size: 50257, pad_token_id: 50256 },
      },
    });
    expect(config).toMatchObject({ numLayers: [12, 12], numAttentionHeads: [12, 12] });
  });

  test("naver-clova-ix/donut-base", async () => {
    const config = await parsed({
      encoder: {
        ...{ ...encoder, model_type: "donut-swin", image_size: [2560, 1920], patch_size: 4, embed_dim: 128 },
        ...{ depths: [2, 2, 14, 2], num_heads: [4, 8, 16, 32], num_layers: 4, window_size: 10, hidden_size: 1024 },
        ...{ path_norm: true, mlp_ratio: 4.0, use_absolute_embeddings: false },
      },
      decoder: {
        ...{ ...decoder, model_type: "mbart", vocab_size: 57525, d_model: 1024, max_position_embeddings: 1536 },
        ...{ encoder_layers: 12, decoder_layers: 4, num_hidden_layers: 12, scale_embedding: true },
        ...{ add_final_layer_norm: true, forced_eos_token_id: 2, decoder_start_token_id: null },
      },
    });
    const names = Object.keys(config.outputs).filter((name) => name.endsWith(".key"));
    expect(names).toEqual([0, 1, 2, 3].map((layer) => `present.${layer}.decoder.key`));
  });
});

describe("a checkpoint may hold", () => {
  const goldens = readGoldens(new URL("../../../../fixtures/goldens-more/vision-encoder-decoder", import.meta.url));

  test.each([
    ["vit-gpt2-projected", "encoder.pooler.dense.weight"],
    ["vit-gpt2-projected", "decoder.lm_head.weight"],
    ["vit-gpt2-projected", "decoder.transformer.h.0.attn.masked_bias"],
    ["vit-gpt2-projected", "decoder.transformer.h.0.crossattention.bias"],
    ["vit-trocr", "decoder.output_projection.weight"],
    ["vit-trocr", "decoder.model.decoder.version"],
    ["donut-swin-mbart", "decoder.lm_head.weight"],
    ["donut-swin-mbart", "encoder.encoder.layers.0.blocks.0.attention.self.relative_position_index"],
  ])("%s: %s", async (variant, name) => {
    const golden = goldens.find((each) => each.variant === variant)!;
    const definition = await resolveDefinition(visionEncoderDecoder, golden.config, registry);
    const any = { dtype: "float32", shape: [1], data: new Float32Array(1) } as const;
    expect(() => goldenGraphs(definition, golden, new Map([...goldenTensors(golden), [name, any]]))).not.toThrow();
  });

  test("nothing that no part knows", async () => {
    const golden = goldens.find(({ variant }) => variant === "vit-trocr")!;
    const definition = await resolveDefinition(visionEncoderDecoder, golden.config, registry);
    const any = { dtype: "float32", shape: [1], data: new Float32Array(1) } as const;
    const tensors = new Map([...goldenTensors(golden), ["decoder.model.decoder.layers.7.fc1.bias", any] as const]);
    expect(() => goldenGraphs(definition, golden, tensors)).toThrow("decoder.model.decoder.layers.7.fc1.bias");
  });
});
