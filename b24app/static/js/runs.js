// The runs of a workflow, each with its trace.

import { ask, badge, data, element, failure, moment, note, press, sentence } from "./page.js";
import { at } from "./versions.js";

const STATES = {
  planned: ["busy", "Waiting to start"],
  starting: ["busy", "Starting"],
  started: ["busy", "Started"],
  running: ["busy", "Running"],
  finished: ["good", "Finished"],
  stopped: ["warn", "Stopped"],
  ended: ["warn", "Ended, its end was not reported"],
  failed: ["bad", "Failed"],
  doubtful: ["warn", "Not known whether it started"],
};
const GOING = new Set(["started", "running"]);

/** Fill `place` with the workflow's runs, newest first and open. */
export async function runs(workflow, place) {
  if (!place.hasChildNodes()) place.append(element("p", { className: "hint" }, "Loading…"));
  try {
    const { runs: found } = await ask(`${at(workflow)}/runs`);
    const again = () => runs(workflow, place);
    const told = found.length ? [...found.map((one, index) => run(one, index, workflow, again)), legend()] : [noRuns(workflow)];
    place.replaceChildren(element("h3", {}, "Runs"), ...told);
  } catch (error) {
    place.replaceChildren(failure(error, () => runs(workflow, place)));
  }
}

function noRuns(workflow) {
  return element("p", { className: "hint" }, `It has not run yet. It starts when ${workflow.trigger_title}.`);
}

function legend() {
  return element(
    "p", { className: "hint" },
    "✓ seen, or done by Bitrix24 on the way to something that was seen. A step with – was not reached, or its report was lost.",
  );
}

function run(told, index, workflow, again) {
  const stop = async () => {
    await ask(`${at(workflow)}/stop`, { instance: told.instance });
    await again();
  };
  const isGoing = data.is_admin && told.instance && GOING.has(told.state);
  const box = element(
    "details", { open: index === 0 },
    element("summary", {}, element("b", {}, recordName(told.document)), badge(STATES, told.state), moment(told.started_at)),
    told.error ? note("bad", sentence(told.error)) : null,
    isGoing ? element("div", { className: "row" }, press("Stop this run", "Stopping…", stop)) : null,
    element("ul", { className: "trace" }, told.steps.map((line) => step(line, told.started_at))),
  );
  return box;
}

function step(told, since) {
  const line = element(
    "li", { className: told.error ? "has-failed" : told.seen === "not seen" ? "" : "is-seen" },
    element("span", {}, told.text),
    told.seen_at ? moment(told.seen_at, since) : element("small", {}, told.seen === "passed" ? "done by Bitrix24" : "–"),
    told.error ? element("span", { className: "error" }, told.error) : null,
  );
  line.style.setProperty("--depth", told.depth);
  return line;
}

/** "Deal 42" of `DEAL_42`. */
function recordName(document) {
  const [kind, id] = document.split(/_(?=\d+$)/);
  const words = kind.toLowerCase().replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${id ?? ""}`.trim();
}
