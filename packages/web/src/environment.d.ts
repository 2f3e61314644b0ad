/** The address of a file that Vite serves beside the page. */
declare module "*?url" {
  const url: string;

  export { url as default };
}

/** Set by Vite. */
interface ImportMeta {
  readonly env: { readonly PROD: boolean };
}
