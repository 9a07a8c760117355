// The list of workflows, and for each its runs with their trace. Runs are asked for when a workflow is opened.

import { ask, busy, data, element, moment, note } from "./page.js";

const STATUS = {
  active: ["good", "Active"],
  paused: ["warn", "Paused"],
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
    const told = runs.length ? [...runs.map(run), legend()] : [noRuns(workflow)];
    place.replaceChildren(...[about, verbs(workflow), ...told].filter(Boolean));
  } catch (error) {
    place.replaceChildren(note("bad", error.message));
  }
}

/** Pause or resume, and delete; deleting asks once more in its own button. */
function verbs(workflow) {
  if (!data.is_admin) return null;
  const row = element("div", { className: "row" });
  if (workflow.status === "active") row.append(verb(workflow, "pause", "Pause", "Pausing…"));
  if (workflow.status === "paused") row.append(verb(workflow, "resume", "Resume", "Resuming…"));
  const sure = verb(workflow, "delete", "Delete it from Bitrix24 for good", "Deleting…");
  const button = element("button", { type: "button", className: "button quiet" }, element("span", {}, "Delete"));
  button.addEventListener("click", () => button.replaceWith(sure));
  row.append(button);
  return row;
}

function verb(workflow, name, text, busyText) {
  const button = element("button", { type: "button", className: "button quiet" }, element("span", {}, text));
  button.addEventListener("click", async () => {
    try {
      await busy(button, busyText, () => ask(`${data.urls.workflows}/${encodeURIComponent(workflow.id)}/${name}`, {}));
      await list(document.getElementById("workflows"), workflow.id);
    } catch (error) {
      button.parentElement.append(note("bad", error.message));
    }
  });
  return button;
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
    "✓ seen, or done by Bitrix24 on the way to something that was seen. A step with – was not reached, or its report was lost.",
  );
}

function run(told, index) {
  const box = element(
    "details", { open: index === 0 },
    element("summary", {}, element("b", {}, recordName(told.document)), badge(STATES, told.state), moment(told.started_at)),
    told.error ? note("bad", told.error) : null,
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
