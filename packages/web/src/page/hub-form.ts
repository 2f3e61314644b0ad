import type { CheckpointOfHub } from "../worker/messages.ts";
import { element } from "./element.ts";

/** Where a model of the Hub is named. A token is kept in this page, as long as it is open, and sent to the Hub alone. */
export function hubForm(onChosen: (checkpoint: CheckpointOfHub) => void): HTMLElement {
  const model = field("hub-model", "Model of the Hugging Face Hub", "owner/name, or the address of its page", {
    placeholder: "sentence-transformers/all-MiniLM-L6-v2",
    required: true,
  });
  const revision = field("hub-revision", "Revision", "A branch, a tag or a commit; main by itself.");
  const subfolder = field("hub-subfolder", "Subfolder", "Where config.json lies, if not at the top.");
  const token = field(
    "hub-token",
    "Token",
    "For private and gated models. It is sent to the Hub alone, and not stored.",
    {
      type: "password",
      autocomplete: "off",
    },
  );
  const endpoint = field("hub-endpoint", "Address of the Hub", "https://huggingface.co by itself.", { type: "url" });
  const valueOf = ({ input }: Field): string | undefined => input.value.trim() || undefined;
  const submit = (event: Event): void => {
    event.preventDefault();
    const named = valueOf(model);
    if (named === undefined) return;
    onChosen({
      kind: "hub",
      name: named.replace(/\/+$/, "").split("/").at(-1)!,
      model: named,
      revision: valueOf(revision),
      subfolder: valueOf(subfolder),
      token: valueOf(token),
      endpoint: valueOf(endpoint),
    });
  };
  return element(
    "form",
    { class: "hub", onsubmit: submit },
    element("div", { class: "hub-line" }, model.root, element("button", { type: "submit" }, "Read from the Hub")),
    element(
      "details",
      {},
      element("summary", {}, "Revision, subfolder, token, another Hub"),
      element("div", { class: "fields" }, revision.root, subfolder.root, token.root, endpoint.root),
    ),
  );
}

interface Field {
  readonly root: HTMLElement;
  readonly input: HTMLInputElement;
}

function field(id: string, label: string, hint: string, more: Record<string, string | boolean> = {}): Field {
  const input = element("input", {
    ...{ type: "text", id, autocapitalize: "off", spellcheck: "false", "aria-describedby": `${id}-hint` },
    ...more,
  });
  const root = element(
    "div",
    { class: "field" },
    element("label", { for: id }, label),
    input,
    element("div", { class: "hint", id: `${id}-hint` }, hint),
  );
  return { root, input };
}
