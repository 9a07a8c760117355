// The list of workflows. What is in one is asked for when it is opened.

import { ask, badge, data, element, failure } from "./page.js";
import { open } from "./workflow.js";

const STATUS = {
  active: ["good", "Active"],
  paused: ["warn", "Paused"],
  draft: ["", "Draft"],
  archived: ["", "Archived"],
  differs: ["bad", "Not active: Bitrix24 kept it differently"],
};
const REST = { draft: "not published yet", archived: "taken off Bitrix24, can be brought back" };

/** Fill `place` with the portal's workflows; `opened` is the id of one to show open, `desk` is where plans are changed. */
export async function list(place, opened = "", desk = null) {
  try {
    const { workflows } = await ask(data.urls.workflows);
    const again = (id = "") => list(place, id, desk);
    const rows = workflows.map((workflow) => element("li", {}, card(workflow, workflow.id === opened, again, desk)));
    place.replaceChildren(rows.length ? element("ul", { className: "workflows" }, rows) : empty(desk));
  } catch (error) {
    place.replaceChildren(failure(error, () => list(place, opened, desk)));
  }
}

function empty(desk) {
  const how = desk ? "Describe one above, or import a file." : "Open a deal or a lead and describe one there.";
  return element("p", { className: "hint" }, `There are no workflows yet. ${how} Each one appears here with its runs and versions.`);
}

function card(workflow, isOpen, again, desk) {
  const inside = element("div", { className: "opened" });
  const about = REST[workflow.status] ?? `when ${workflow.trigger_title} · ${workflow.runs === 1 ? "1 run" : `${workflow.runs} runs`}`;
  const box = element(
    "details", {},
    element("summary", {}, element("b", {}, workflow.name), badge(STATUS, workflow.status), element("span", { className: "hint" }, about)),
    inside,
  );
  box.addEventListener("toggle", () => { if (box.open) open(workflow, inside, again, desk); });
  box.open = isOpen;
  return box;
}
