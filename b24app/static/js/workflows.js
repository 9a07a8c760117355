// The list of workflows, and for each its runs with their trace. Runs are asked for when a workflow is opened.

import { ask, data, element, moment, note } from "./page.js";

const STATUS = {
  active: ["good", "Active"],
  publishing: ["busy", "Being published"],
  differs: ["bad", "Not active: Bitrix24 kept it differently"],
};
const STATES = {
  planned: ["busy", "Waiting to start"],
  starting: ["busy", "Starting"],
  started: ["busy", "Started"],
  running: ["busy", "Running"],
  finished: ["good", "Finished"],
  failed: ["bad", "Failed"],
  doubtful: ["warn", "Not known whether it started"],
};

/** Fill `place` with the portal's workflows; `opened` is the id of one to show open. */
export async function list(place, opened = "") {
  try {
    const { workflows } = await ask(data.urls.workflows);
    const rows = workflows.map((workflow) => element("li", {}, card(workflow, workflow.id === opened)));
    place.replaceChildren(rows.length ? element("ul", { className: "workflows" }, rows) : empty());
  } catch (error) {
    place.replaceChildren(note("bad", error.message));
  }
}

function empty() {
  return element("p", { className: "hint" }, "Nothing is published yet. A workflow you publish appears here with its runs.");
}

function card(workflow, open) {
  const runs = element("div", { className: "runs" });
  const box = element(
    "details", {},
    element(
      "summary", {},
      element("b", {}, workflow.name),
      badge(STATUS, workflow.status),
      element("span", { className: "hint" }, `when ${workflow.trigger_title} · ${counted(workflow.runs, "run")}`),
    ),
    runs,
  );
  box.addEventListener("toggle", () => { if (box.open) show(workflow, runs); });
  box.open = open;
  return box;
}

async function show(workflow, place) {
  place.replaceChildren(element("p", { className: "hint" }, "Loading…"));
  try {
    const { runs } = await ask(`${data.urls.workflows}/${encodeURIComponent(workflow.id)}/runs`);
    const about = element("p", { className: "hint" }, "Published ", moment(workflow.created_at), template(workflow));
    place.replaceChildren(about, ...(runs.length ? [...runs.map(run), legend()] : [noRuns(workflow)]));
  } catch (error) {
    place.replaceChildren(note("bad", error.message));
  }
}

function template(workflow) {
  return workflow.template_id ? ` as template ${workflow.template_id}` : "";
}

function noRuns(workflow) {
  return element("p", { className: "hint" }, `It has not run yet. It starts when ${workflow.trigger_title}.`);
}

function legend() {
  return element(
    "p", { className: "hint" },
    "✓ seen. A step without a time was not reached, or Bitrix24 carries it out itself and does not report it.",
  );
}

function run(told, index) {
  const box = element(
    "details", { open: index === 0 },
    element("summary", {}, element("b", {}, recordName(told.document)), badge(STATES, told.state), moment(told.started_at)),
    told.error ? note("bad", told.error) : null,
    element("ul", { className: "trace" }, told.steps.map(step)),
  );
  return box;
}

function step(told) {
  const line = element(
    "li", { className: told.error ? "has-failed" : told.seen_at ? "is-seen" : "" },
    element("span", {}, told.text),
    told.seen_at ? moment(told.seen_at) : element("small", {}, "–"),
    told.error ? element("span", { className: "error" }, told.error) : null,
  );
  line.style.setProperty("--depth", told.depth);
  return line;
}

function badge(words, key) {
  const [kind, text] = words[key] ?? ["", key];
  return element("span", { className: `badge ${kind}` }, text);
}

/** "Deal 42" of `DEAL_42`. */
function recordName(document) {
  const [kind, id] = document.split(/_(?=\d+$)/);
  const words = kind.toLowerCase().replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${id ?? ""}`.trim();
}

function counted(number, noun) {
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`;
}
