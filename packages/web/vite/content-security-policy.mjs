/**
 * What the built page may do: scripts, styles and workers of its own, WebAssembly, and reading models of the Hugging Face Hub.
 * A server that sends the same as a header covers its worker as well, to which a page's `<meta>` does not apply.
 */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "worker-src 'self'",
  // The Hub sends to other hosts of its own for large files.
  "connect-src 'self' https://huggingface.co https://*.huggingface.co https://*.hf.co",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Puts the policy into the built page; the server of `npm run web` injects styles and scripts of its own. */
export const contentSecurityPolicy = () => ({
  name: "content-security-policy",
  apply: "build",
  transformIndexHtml: () => [
    { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: POLICY }, injectTo: "head-prepend" },
  ],
});
