// The "Describe a workflow" tab: read a description, lay the plan on the desk, bring plans in from elsewhere.

import * as answer from "./answer.js";
import { packed } from "./carry.js";
import { Desk } from "./desk.js";
import { fit } from "./frame.js";
import { ask, busy, data, failure, press, ready } from "./page.js";
import { list } from "./workflows.js";

const NOBODY = /\b(someone|somebody|people|anyone|anybody|everyone|everybody|a person|users?)\b/i;
const form = document.getElementById("ask");
const field = document.getElementById("description");
const place = document.getElementById("answer");
const workflows = document.getElementById("workflows");
const readButton = document.getElementById("read");
const picker = document.getElementById("file");
const desk = new Desk(place, field, (opened) => list(workflows, opened, desk));

form.addEventListener("submit", (event) => {
  event.preventDefault();
  read();
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
field.addEventListener("input", () => desk.weighUp());
document.getElementById("refresh").addEventListener("click", (event) => {
  busy(event.currentTarget, "Refreshing…", () => list(workflows, "", desk));
});
for (const chip of document.querySelectorAll("[data-example]")) {
  chip.addEventListener("click", () => use(chip.textContent));
}
if (data.is_admin) document.getElementById("refresh").before(press("Import", "Choosing…", async () => picker.click()));
picker.addEventListener("change", () => { if (picker.files.length) bring(picker.files[0]); });
ready();
list(workflows, "", desk);
fit(document.getElementById("page"));

function use(text) {
  field.value = text;
  read();
}

async function read() {
  const text = field.value;
  if (!text.trim() || readButton.disabled) return;
  try {
    const told = await busy(readButton, "Reading…", () => ask(data.urls.read, { description: text }));
    document.getElementById("examples").hidden = true;
    show(text, told);
  } catch (error) {
    desk.close(failure(error, error.code === "no_answer" ? read : null));
  }
}

function show(text, told) {
  const head = answer.reader(told);
  if (told.status === "clarify") {
    desk.close(head, answer.question(told, text, (choice) => use(completed(text, told.missing, choice)), use));
  } else if (told.status === "refuse") {
    desk.close(head, answer.refusal(told));
  } else {
    const { workflow, edited } = desk;
    const kept = workflow ? { workflow, edited, name: desk.name.value, independent: desk.independent.checked } : {};
    desk.open(told, { head, ...kept });
  }
}

/** The description with the choice put where an answer to the first thing missing belongs. */
function completed(text, missing, choice) {
  const said = text.trim().replace(/[.,;]$/, "");
  switch (missing[0]) {
    case "trigger":
      return `${choice.charAt(0).toUpperCase()}${choice.slice(1)}, ${said.charAt(0).toLowerCase()}${said.slice(1)}`;
    case "recipient":
      return NOBODY.test(said) ? said.replace(NOBODY, choice) : `${said} to ${choice}`;
    case "channel":
      return `${said} by ${choice}`;
    default:
      return `${said}, ${choice}`;
  }
}

/** A file becomes a plan to look at; it is a new workflow here, whatever it was there. */
async function bring(file) {
  picker.value = "";
  try {
    const body = await packed(file);
    const told = await ask(data.urls.import, body);
    const again = (names) => ask(data.urls.import, { ...body, names });
    desk.lay(told, told.description, { name: told.name, carried: { open: told.unresolved, again } });
  } catch (error) {
    desk.close(failure(error));
  }
}
