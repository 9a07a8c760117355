// One workflow, opened: what can be done with it, its runs, its versions.

import { ask, data, download, element, failure, moment, note, press, work } from "./page.js";
import { runs } from "./runs.js";
import { at, history, load } from "./versions.js";

const RECORDS = { CRM_DEAL: "deal", CRM_LEAD: "lead", CRM_CONTACT: "contact", CRM_COMPANY: "company", CRM_QUOTE: "quote" };
const FIELDS = { number: "number", date: "date", datetime: "datetime-local", person: "number" };
const HINTS = { person: "the number of an employee, as in 7", number: "a number" };

/** Show it in `place`; `again` makes the list anew with this workflow open. */
export function open(workflow, place, again, desk) {
  const isPublished = workflow.status === "active" || workflow.status === "paused";
  const panel = element("div", { className: "panel" });
  const ran = element("div", { className: "runs" });
  const one = { workflow, panel, again, desk, isPublished, refresh: () => runs(workflow, ran) };
  place.replaceChildren(...[
    isPublished ? about(workflow) : null,
    verbs(one),
    panel,
    workflow.version ? ran : null,
    history(one),
  ].filter(Boolean));
  if (workflow.version) one.refresh();
}

function about(workflow) {
  const template = workflow.template_id ? `, template ${workflow.template_id} of this Bitrix24` : "";
  return element("p", { className: "hint" }, `Version ${workflow.version}${template}. Made `, moment(workflow.created_at, "", "short"), ".");
}

function verbs(one) {
  const { workflow, desk, isPublished } = one;
  const status = workflow.status;
  const shown = (isShown, text, busyText, what) => (isShown ? press(text, busyText, what) : null);
  const admin = data.is_admin;
  return element(
    "div", { className: "row verbs" },
    shown(admin && desk && status !== "differs", "Edit", "Opening…", () => edit(one)),
    shown(admin && isPublished, "Start by hand", "Opening…", () => byHand(one)),
    shown(admin && status === "active", "Pause", "Pausing…", () => change(one, "pause")),
    shown(admin && status === "paused", "Resume", "Resuming…", () => change(one, "resume")),
    shown(admin && desk && workflow.version, "Duplicate", "Opening…", () => duplicate(one)),
    shown(admin && workflow.version && isOfThis(workflow), "Why did it run here, or not?", "Looking…", () => reason(one)),
    press("Export", "", async () => exporting(one)),
    shown(admin && isPublished, "Archive", "", async () => ending(one, "archive")),
    shown(admin, "Delete", "", async () => ending(one, "delete")),
  );
}

async function edit({ workflow, desk }) {
  const { versions } = await ask(`${at(workflow)}/versions`);
  await load(workflow, versions.find((row) => row.version === workflow.version)?.version ?? versions[0].version, desk);
}

async function change({ workflow, again }, verb) {
  await ask(`${at(workflow)}/${verb}`, {});
  await again(workflow.id);
}

/** A box of its own below the verbs; it goes away when the person changes their mind. */
function inquire(panel, ...children) {
  panel.replaceChildren(element("div", { className: "asked" }, children.filter(Boolean)));
  panel.querySelector("input, select, button")?.focus();
}

function cancel(panel, text = "Cancel") {
  return press(text, "", async () => panel.replaceChildren());
}

/** What to start it on, and its inputs. */
async function byHand({ workflow, panel, refresh }) {
  const { versions } = await ask(`${at(workflow)}/versions`);
  const inputs = versions.find((row) => row.version === workflow.version).inputs;
  const record = RECORDS[workflow.entity] ?? "record";
  const isHere = isOfThis(workflow);
  const number = element("input", { type: "number", id: "record", min: 1, required: true, value: isHere ? data.document_id : "" });
  const fields = inputs.map((input, index) => field(input, `input-${index}`));
  const button = element("button", { type: "submit", className: "button primary" }, element("span", {}, "Start it"));
  const form = element(
    "form", { className: "by-hand" },
    isHere
      ? element("p", {}, `It starts now on this ${record}, whether or not ${workflow.trigger_title}.`)
      : element("div", {}, element("label", { htmlFor: "record" }, `Number of the ${record}`), number),
    fields.map(({ row }) => row),
    element("div", { className: "row" }, button, cancel(panel)),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = Object.fromEntries(fields.map(({ name, control }) => [name, control.value.trim()]));
    work(button, "Starting…", async () => {
      await ask(`${at(workflow)}/start`, { document_id: Number(number.value), inputs: given });
      panel.replaceChildren(note("good", "Started. Its steps appear below as they are done."));
      await refresh();
    });
  });
  inquire(panel, form);
}

/** What is known of the open record: a paragraph, and the dated facts it rests on. */
async function reason({ workflow, panel }) {
  const { text, facts } = await ask(`${at(workflow)}/why/${data.document_id}`);
  const lines = facts.map(([when, fact]) => element("li", {}, when ? moment(when, "", "short") : null, when ? " · " : "", fact));
  inquire(
    panel,
    element("p", {}, text),
    lines.length ? element("ul", { className: "facts" }, lines) : null,
    element("div", { className: "row" }, cancel(panel, "Close")),
  );
}

/** Whether the page is open in a record that it could run on. */
function isOfThis(workflow) {
  return workflow.entity === data.entity && data.document_id > 0;
}

function field({ name, title, type, required, default: value, choices }, id) {
  const options = type === "yes_no" ? ["yes", "no"] : choices;
  const control = options.length
    ? element("select", { id, required }, ["", ...options].map((text) => element("option", { value: text, selected: text === value }, text)))
    : element("input", { id, required, type: FIELDS[type] ?? "text", value, step: "any" });
  const label = element("label", { htmlFor: id }, title || name, required ? " *" : "");
  const hint = HINTS[type] ? element("p", { className: "hint" }, HINTS[type]) : null;
  return { name, control, row: element("div", {}, label, control, hint) };
}

/** Archive or delete: asks once, and once more when runs are still going. */
function ending(one, verb, running = null) {
  const { workflow, panel, again } = one;
  const isDelete = verb === "delete";
  const what = isDelete
    ? `Delete “${workflow.name}” for good? Its versions and the record of its runs go too.`
    : `Archive “${workflow.name}”? It is taken off Bitrix24; its versions stay here and can be brought back.`;
  const sure = isDelete ? "Delete it" : "Archive it";
  const end = async () => {
    try {
      await ask(`${at(workflow)}/${verb}`, running ? { end_running: true } : {});
    } catch (error) {
      if (error.code !== "still_running") throw error;
      ending(one, verb, error);
      return;
    }
    await again(isDelete ? "" : workflow.id);
  };
  const button = press(running ? `End what is going on, and ${isDelete ? "delete" : "archive"} it` : sure, isDelete ? "Deleting…" : "Archiving…", end, "danger");
  inquire(panel, element("p", {}, running ? running.message : what), element("div", { className: "row" }, button, cancel(panel, "Keep it")));
}

function exporting({ workflow, panel }) {
  const name = workflow.name.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60) || "workflow";
  const file = (kind, text) => press(text, "Taking…", () => download(`${at(workflow)}/export.${kind}`, `${name}.${kind}`), "");
  inquire(
    panel,
    element("p", {}, "As a file for this app in another Bitrix24 (JSON), or for Bitrix24's own import (.bpt)."),
    element("div", { className: "row" }, file("json", "Take the .json"), file("bpt", "Take the .bpt"), cancel(panel)),
  );
}

/** A copy lies on the desk until it is published; names that do not exist there are asked for. */
async function duplicate({ workflow, panel, desk }) {
  const { pipelines } = await ask(`${at(workflow)}/pipelines`);
  const select = element("select", { id: "pipeline" }, element("option", { value: "" }, "The same as now"), pipelines.map(({ id, name }) => element("option", { value: id }, name)));
  const copy = async () => {
    const chosen = pipelines.find(({ id }) => String(id) === select.value);
    const where = chosen ? { pipeline_id: chosen.id } : {};
    const again = (decided) => ask(`${at(workflow)}/copy`, { ...where, names: decided });
    const [told, version] = await Promise.all([again({}), ask(`${at(workflow)}/versions/${workflow.version}`)]);
    const name = `${workflow.name} (${chosen ? chosen.name : "copy"})`;
    panel.replaceChildren();
    desk.lay(told, version.description, { name, independent: version.independent, carried: { open: told.unresolved, again } });
  };
  inquire(
    panel,
    pipelines.length > 1 ? element("div", {}, element("label", { htmlFor: "pipeline" }, "For which pipeline?"), select) : null,
    element("p", { className: "hint" }, "The copy is a new workflow. You see it before anything is published."),
    element("div", { className: "row" }, press("Duplicate it", "Copying…", copy, "primary"), cancel(panel)),
  );
}
