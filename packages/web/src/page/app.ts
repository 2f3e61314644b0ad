import { CANCELLED } from "../worker/cancelled.ts";
import { RequestError, type WorkerClient } from "../worker/client.ts";
import type { CheckpointSource, ExportChoices, ExportResult } from "../worker/messages.ts";
import { chooseView } from "./choose-view.ts";
import { byId, type Child, element } from "./element.ts";
import { type PlanView, planView } from "./plan-view.ts";
import { problemView, titleOf } from "./problem-view.ts";
import { progressView } from "./progress-view.ts";
import { resultView } from "./result-view.ts";

const sections = ["choose", "plan", "export", "result"] as const;
type Section = (typeof sections)[number];

const defaults: ExportChoices = { task: "auto", layout: "optimum", target: undefined, validate: true };

/** Runs the page: a checkpoint is chosen, planned, exported, saved; each step shows below the one before. */
export function startApp(worker: WorkerClient): void {
  const status = byId("status");
  const announce = (text: string): void => {
    status.textContent = text;
  };
  const bodies = new Map(sections.map((name) => [name, byId(name).appendChild(element("div", { class: "body" }))]));

  const put = (section: Section, ...content: Child[]): void => {
    bodies.get(section)!.replaceChildren(element("div", {}, content));
    byId(section).hidden = false;
  };
  /** Shows nothing of the steps from this one on. */
  const hideFrom = (section: Section): void => {
    for (const name of sections.slice(sections.indexOf(section))) {
      byId(name).hidden = true;
      bodies.get(name)!.replaceChildren();
    }
  };
  const goTo = (section: Section): void => {
    byId(`${section}-title`).focus({ preventScroll: true });
    byId(section).scrollIntoView({ block: "start" });
  };
  const fail = (section: Section, thrown: unknown): void => {
    if (section === "plan") shown = undefined;
    const problem = thrown instanceof RequestError ? thrown.problem : undefined;
    const { error = "Error", unexpected = true, validation } = problem ?? {};
    const message = (thrown as Error).message;
    put(section, problemView({ title: titleOf(error, unexpected), message, validation }));
    goTo(section);
  };

  let plans = 0;
  let choosing: { checkpoint: CheckpointSource; choices: ExportChoices } | undefined;
  /** The plan that is shown, and what of. */
  let shown: { checkpoint: CheckpointSource; view: PlanView } | undefined;

  async function plan(checkpoint: CheckpointSource, choices: ExportChoices): Promise<void> {
    const turn = ++plans;
    choosing = { checkpoint, choices };
    hideFrom("export");
    bodies.get("plan")!.setAttribute("aria-busy", "true");
    announce("Reading the checkpoint");
    try {
      const [planned, options] = await Promise.all([worker.plan(checkpoint, choices), worker.options]);
      if (turn !== plans) return;
      if (shown?.checkpoint === checkpoint) shown.view.update(planned, choices);
      else {
        const view = planView({
          ...{ checkpoint, planned, choices, options },
          onChange: (changed) => void plan(checkpoint, changed),
          onExport: () => void runExport(),
        });
        shown = { checkpoint, view };
        put("plan", view.root);
        goTo("plan");
      }
      announce(planned.plan.export ? "The plan is ready" : "This choice cannot be exported");
    } catch (thrown) {
      if (turn === plans) fail("plan", thrown);
    } finally {
      bodies.get("plan")!.removeAttribute("aria-busy");
    }
  }

  async function runExport(): Promise<void> {
    if (!choosing) return;
    const { checkpoint, choices } = choosing;
    const controller = new AbortController();
    const view = progressView({ onCancel: () => controller.abort(), onAnnounce: announce });
    hideFrom("export");
    put("export", view.root);
    lock(true);
    goTo("export");
    try {
      const result = await worker.export(checkpoint, choices, { onProgress: view.show, signal: controller.signal });
      show(result, checkpoint.name);
    } catch (thrown) {
      if (thrown instanceof RequestError && thrown.problem.error === CANCELLED) cancelled();
      else fail("export", thrown);
    } finally {
      lock(false);
    }
  }

  /** While an export runs, its choices stay as they are. */
  const lock = (locked: boolean): void => {
    for (const name of ["choose", "plan"] as const) bodies.get(name)!.inert = locked;
    window.onbeforeunload = locked ? (event) => event.preventDefault() : null;
  };
  const cancelled = (): void => {
    put("export", element("p", { class: "said" }, "The export was cancelled. Nothing was left behind."));
    announce("The export was cancelled");
    goTo("plan");
  };
  const show = (result: ExportResult, name: string): void => {
    hideFrom("export");
    put("result", resultView(result, { name, onAnnounce: announce, onStartOver: startOver }));
    const told = result.validation.status === "passed" ? "exported and validated" : "exported, not validated";
    announce(`The model is ${told}`);
    goTo("result");
  };
  const startOver = (): void => {
    void worker.discard();
    choosing = undefined;
    shown = undefined;
    hideFrom("plan");
    goTo("choose");
  };

  const chooser = chooseView({
    onChosen: (checkpoint) => void plan(checkpoint, defaults),
    onProblem: ({ error, message }) => {
      plans++;
      hideFrom("plan");
      fail("plan", new RequestError({ error, message, unexpected: false }));
    },
  });
  put("choose", chooser.root);
}
