// Workflows that come from elsewhere: files, and names that this portal does not know.

import { Refused, element, note, work } from "./page.js";

const LARGEST = 600_000;
const KINDS = { stage: "Stage", person: "Person", department: "Department", field: "Field" };

/** The body of an import for a file that was picked. Throws Refused. */
export async function packed(file) {
  if (file.size > LARGEST) throw new Refused("too_large", "This file is too large to be a workflow: at most 600 kB.");
  if (file.name.toLowerCase().endsWith(".bpt")) return { bpt: await base64(file) };
  try {
    return { workflow: JSON.parse(await file.text()) };
  } catch {
    throw new Refused("no_workflow", "This file is no workflow: choose a .json or .bpt file that was exported.");
  }
}

/** A form for the names that are still open; `use` gets the decisions by kind and name. */
export function names(open, use) {
  const rows = open.map(({ kind, name, choices }, index) => {
    const select = element("select", { id: `name-${index}` }, option("", "Choose…"), choices.map((choice) => option(choice, choice)));
    const label = element("label", { htmlFor: select.id }, `${KINDS[kind] ?? kind} “${name}”`);
    return { kind, name, select, row: element("div", { className: "decision" }, label, select) };
  });
  const button = element("button", { type: "submit", className: "button" }, element("span", {}, "Use these"));
  const form = element(
    "form", {},
    element("p", {}, element("b", {}, "This Bitrix24 does not have these names here. "), "What are they to become?"),
    rows.map(({ row }) => row),
    element("div", { className: "row" }, button),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const decided = {};
    for (const { kind, name, select } of rows) if (select.value) (decided[kind] ??= {})[name] = select.value;
    work(button, "Looking…", () => use(decided));
  });
  const box = note("warn", form);
  box.classList.add("names");
  return box;
}

function option(value, text) {
  return element("option", { value }, text);
}

async function base64(file) {
  const url = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result));
    reader.addEventListener("error", () => reject(new Refused("no_file", "This file cannot be read.")));
    reader.readAsDataURL(file);
  });
  return url.slice(url.indexOf(",") + 1);
}
