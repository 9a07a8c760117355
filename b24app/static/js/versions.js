// The versions of a workflow: who, when, why, what changed, and the way back.

import { ask, badge, data, differences, element, failure, moment, note, press } from "./page.js";

const STATES = { live: ["good", "Runs now"], draft: ["", "Draft"], differs: ["bad", "Kept differently by Bitrix24"], retired: ["", "Earlier"] };

/** The address of a workflow's own calls. */
export function at(workflow) {
  return `${data.urls.workflows}/${encodeURIComponent(workflow.id)}`;
}

/** Lay a version's plan on the desk as the beginning of a new one, with what the designer changed meanwhile. */
export async function load(workflow, number, desk) {
  const isOn = workflow.status === "active" || workflow.status === "paused";
  const [told, designer] = await Promise.all([
    ask(`${at(workflow)}/versions/${number}`),
    isOn ? ask(`${at(workflow)}/edited`).catch(() => ({ differences: [] })) : { differences: [] },
  ]);
  desk.lay(told, told.description, { workflow, name: workflow.name, edited: designer.differences, independent: told.independent });
}

/** Folded until it is wanted; open at once where there is nothing but versions. */
export function history(one) {
  const place = element("div", {}, element("p", { className: "hint" }, "Loading…"));
  const box = element("details", { className: "history" }, element("summary", {}, element("b", {}, "Versions")), place);
  box.addEventListener("toggle", () => { if (box.open) show(one, place); });
  box.open = !one.isPublished;
  return box;
}

async function show(one, place) {
  try {
    const { versions } = await ask(`${at(one.workflow)}/versions`);
    place.replaceChildren(element("ol", { className: "versions" }, versions.map((row) => version(row, one))));
  } catch (error) {
    place.replaceChildren(failure(error, () => show(one, place)));
  }
}

function version(row, one) {
  const { author, author_id: number, note: why, changes, description } = row;
  const told = row.state === "live" && !row.runs_now ? "retired" : row.state;
  const line = element(
    "li", {},
    element(
      "div", { className: "row" },
      element("b", {}, `Version ${row.version}`), badge(STATES, told),
      element("span", { className: "hint" }, `${author || `employee ${number}`}, `, moment(row.published_at || row.saved_at, "", "short")),
    ),
    why ? element("p", {}, why) : null,
    changes.length ? element("ul", { className: "changes" }, changes.map((text) => element("li", {}, text))) : null,
    element("details", { className: "said" }, element("summary", {}, "Its text"), element("p", { className: "echo" }, description)),
    row.state === "differs" && row.differences.length ? differences(row.differences) : null,
  );
  if (data.is_admin) line.append(verbs(row, one, line));
  return line;
}

function verbs(row, { workflow, again, desk }, line) {
  const step = (verb, text, busyText) => press(text, busyText, async () => {
    await ask(`${at(workflow)}/versions/${row.version}/${verb}`, {});
    await again(workflow.id);
  });
  const isDraft = row.state === "draft";
  const isEarlier = row.state === "retired" || (row.state === "live" && !row.runs_now && workflow.status === "archived");
  return element(
    "div", { className: "row verbs" },
    isEarlier ? press("Go back to this version", "Publishing…", () => restore(row, workflow, again, line)) : null,
    desk && (isDraft || isEarlier) ? press(isDraft ? "Go on with it" : "Edit from here", "Opening…", () => load(workflow, row.version, desk)) : null,
    row.state === "differs" ? step("accept", "Use it as Bitrix24 kept it", "Starting…") : null,
    isDraft || row.state === "differs" ? step("discard", "Throw it away", "Removing…") : null,
  );
}

/** Publish it anew; what has to be confirmed or would be overwritten is asked first. */
async function restore(row, workflow, again, line, sure = {}) {
  try {
    await ask(`${at(workflow)}/versions/${row.version}/restore`, sure);
  } catch (error) {
    const question = ["not_confirmed", "edited_in_designer"].includes(error.code) ? error : null;
    if (!question) throw error;
    askFirst(question, line, (more) => restore(row, workflow, again, line, { ...sure, ...more }));
    return;
  }
  await again(workflow.id);
}

function askFirst(error, line, go) {
  line.querySelector(".asked")?.remove();
  const { to_confirm: texts = [], differences: rows = [] } = error.detail;
  const isEdited = rows.length > 0;
  const button = press(isEdited ? "Replace it" : "I confirm this", "Publishing…", () => go(isEdited ? { overwrite: true } : { confirmed: texts }), "primary");
  const keep = press("Keep things as they are", "", async () => box.remove());
  const box = note(
    "warn",
    isEdited ? element("p", {}, error.message) : element("b", {}, "This goes outside or repeats:"),
    isEdited ? differences(rows) : element("ul", {}, texts.map((text) => element("li", {}, text))),
    element("div", { className: "row" }, button, keep),
  );
  box.classList.add("asked");
  line.append(box);
}
