import type { Progress } from "../worker/messages.ts";
import { element } from "./element.ts";
import { showBytes } from "./sizes.ts";

export interface ProgressView {
  readonly root: HTMLElement;
  show(progress: Progress): void;
}

export interface ProgressHandlers {
  onCancel(): void;
  /** What those who do not see the bar are told: that a phase begins, and each quarter of one. */
  onAnnounce(text: string): void;
}

/** How far an export is, and a button that ends it. */
export function progressView({ onCancel, onAnnounce }: ProgressHandlers): ProgressView {
  const bar = element("progress", { id: "progress", max: 1 });
  const label = element("label", { for: "progress" }, "Preparing");
  const detail = element("p", { class: "hint" }, " ");
  const cancel = element("button", { type: "button", id: "cancel", onclick: onCancel }, "Cancel");
  let announced = "";
  return {
    root: element("div", { class: "progress" }, label, bar, detail, element("div", { class: "buttons" }, cancel)),
    show(progress) {
      const { title, text, share } = described(progress);
      label.textContent = title;
      detail.textContent = text;
      if (share === undefined) bar.removeAttribute("value");
      else bar.value = share;
      const quarter = share === undefined ? 0 : Math.floor(share * 4) * 25;
      const news = quarter > 0 && quarter < 100 ? `${title}: ${quarter} percent` : title;
      if (news !== announced) onAnnounce(news);
      announced = news;
    },
  };
}

function described(progress: Progress): { title: string; text: string; share: number | undefined } {
  switch (progress.phase) {
    case "preparing":
      return {
        title: "Preparing",
        text: "Building the graph from config.json and the headers of the weights",
        share: undefined,
      };
    case "writing": {
      const { done, of } = progress;
      return { title: "Writing", text: `${showBytes(done)} of ${showBytes(of)}`, share: of === 0 ? 1 : done / of };
    }
    case "validating": {
      const { part, case: name, done, of } = progress;
      return { title: "Validating", text: `${part}: ${name}`, share: of <= 1 ? undefined : done / of };
    }
    case "finishing":
      return { title: "Finishing", text: "Reading what was written", share: undefined };
  }
}
