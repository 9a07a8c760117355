// The "Describe a workflow" tab: read a description, show what it means, publish it.

import * as answer from "./answer.js";
import { fit } from "./frame.js";
import { ask, busy, data, element, note } from "./page.js";
import { list } from "./workflows.js";

const form = document.getElementById("ask");
const description = document.getElementById("description");
const place = document.getElementById("answer");
const workflows = document.getElementById("workflows");
const readButton = document.getElementById("read");
const NOBODY = /\b(someone|somebody|people|anyone|anybody|everyone|everybody|a person|users?)\b/i;
let shown = null; // the plan on the page: {text, told, section, form}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  read();
});
description.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
description.addEventListener("input", markStale);
document.getElementById("refresh").addEventListener("click", (event) => {
  busy(event.currentTarget, "Refreshing…", () => list(workflows));
});
for (const chip of document.querySelectorAll("[data-example]")) {
  chip.addEventListener("click", () => use(chip.textContent));
}
list(workflows);
fit(document.getElementById("page"));

function use(text) {
  description.value = text;
  read();
}

async function read() {
  const text = description.value;
  if (!text.trim() || readButton.disabled) return;
  shown = null;
  try {
    const told = await busy(readButton, "Reading…", () => ask(data.urls.read, { description: text }));
    document.getElementById("examples").hidden = true;
    show(text, told);
  } catch (error) {
    place.replaceChildren(answer.failure(error, error.code === "no_answer" ? read : null));
  }
}

function show(text, told) {
  if (told.status === "clarify") {
    const asked = answer.question(told, text, (choice) => use(completed(text, told.missing, choice)));
    place.replaceChildren(answer.reader(told), asked);
  } else if (told.status === "refuse") {
    place.replaceChildren(answer.reader(told), answer.refusal(told));
  } else {
    const [section, publishing] = answer.plan(told);
    shown = { text, told, section, form: publishing };
    for (const tick of publishing.ticks) tick.addEventListener("change", markStale);
    publishing.place.addEventListener("submit", (event) => {
      event.preventDefault();
      publish();
    });
    place.replaceChildren(answer.reader(told), section);
    markStale();
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

/** A plan is published together with the words it was read from, and with no others. */
function markStale() {
  if (!shown) return;
  const { button, reason, ticks, why } = shown.form;
  const isStale = description.value !== shown.text;
  const open = ticks.every((tick) => tick.checked) ? "" : "Tick what goes outside or repeats, then publish.";
  const told = isStale ? "The text has changed: show what it means once more." : why || open;
  button.disabled = Boolean(told);
  reason.textContent = told;
  reason.hidden = !told;
}

async function publish() {
  const { text, told, section, form: publishing } = shown;
  section.querySelector(".note.bad")?.remove();
  try {
    const confirmed = publishing.ticks.filter((tick) => tick.checked).map((tick) => tick.value);
    const body = { description: text, plan: told.plan, name: publishing.name.value.trim(), confirmed };
    const done = await busy(publishing.button, "Publishing…", () => ask(data.urls.workflows, body));
    place.replaceChildren(published(done));
    shown = null;
    description.value = "";
    await list(workflows, done.id);
  } catch (error) {
    answer.blame(section, error.detail?.node);
    publishing.place.before(answer.failure(error));
    markStale();
  }
}

function published(done) {
  const how = done.start === "native_create" ? "From now on Bitrix24 starts it by itself." : "From now on the app starts it, once each time it happens.";
  return note(
    "good",
    element("p", {}, element("b", {}, "Published. "), `It is template ${done.template_id} of this Bitrix24, version ${done.version}.`),
    element("p", { className: "hint" }, how),
  );
}
