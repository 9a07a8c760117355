// What was understood of a description: a plan to publish, a question, or a refusal.

import { data, element, note, sentence } from "./page.js";

/** A question, the words that were not understood, and choices; `choose` gets the one that is clicked. */
export function question(told, description, choose) {
  const chips = told.choices.map((text) => chip(text, () => choose(text)));
  return element(
    "section", { className: "card" },
    element("p", { className: "question" }, told.question),
    told.uncovered.length ? element("p", { className: "hint" }, "Marked: what was not understood.") : null,
    element("p", { className: "echo" }, marked(description, told.uncovered)),
    chips.length ? element("div", { className: "choices" }, chips) : null,
    element("p", { className: "hint" }, "Change the text above and ask again. Nothing was published."),
  );
}

/** Why nothing can be made of it. */
export function refusal(told) {
  return note("warn", element("p", {}, told.explanation), element("p", { className: "hint" }, "Nothing was published."));
}

/** Who read it; and who was asked before, with the reason why it could not. */
export function reader({ reader, setbacks }) {
  if (!setbacks.length) return element("p", { className: "hint reader" }, `Read by ${reader}.`);
  return note(
    "warn",
    element("ul", {}, setbacks.map((why) => element("li", {}, sentence(why)))),
    element("p", { className: "hint" }, `So this was read by ${reader}. Your text is unchanged: you can ask again.`),
  );
}

/** An error of ours; a plan that does not fit this portal also names what would. */
export function failure(error, retry) {
  const { choices = [], differences = [] } = error.detail ?? {};
  return note(
    "bad",
    element("p", {}, error.message),
    choices.length ? element("p", { className: "hint" }, "What there is to choose from:") : null,
    choices.length ? element("div", { className: "choices" }, choices.map((text) => element("span", { className: "chip still" }, text))) : null,
    differences.length ? element("ul", {}, differences.map(([path, sent, found]) => element("li", {}, `${path}: sent ${sent}, found ${found}`))) : null,
    retry ? element("button", { className: "button", type: "button", onclick: retry }, element("span", {}, "Try again")) : null,
  );
}

/** The plan in words and as a diagram, its notes, and the way to publish it: [section, {name, ticks, button, reason}]. */
export function plan(told) {
  const form = publishing(told);
  const picture = element("div", { className: "diagram" }, drawn(told.diagram));
  const words = element("ol", { className: "lines" }, told.words.map(line));
  const isWide = (picture.firstElementChild?.width.baseVal.value ?? 0) > 480;
  const section = element(
    "section", { className: "card" },
    element("h2", {}, "This is what will happen"),
    element(
      "div", { className: isWide ? "plan wide" : "plan" },
      element("div", {}, element("h3", {}, "In words"), words),
      element("div", {}, element("h3", {}, "As a diagram"), picture),
    ),
    notes(told.notes),
    form.place,
  );
  pointAtEachOther(section);
  return [section, form];
}

/** Show which step an error is about. */
export function blame(section, node) {
  for (const place of section.querySelectorAll(".is-wrong")) place.classList.remove("is-wrong");
  for (const place of atNode(section, node)) place.classList.add("is-wrong");
}

function publishing(told) {
  const name = element("input", { type: "text", id: "name", maxLength: 255, value: told.title });
  const button = element("button", { className: "button primary", type: "submit" }, element("span", {}, "Publish"));
  const why = obstacle(told);
  const reason = element("p", { className: "reason", id: "reason", hidden: !why }, why);
  button.disabled = Boolean(why);
  button.setAttribute("aria-describedby", "reason");
  // One box for each thing that leaves this Bitrix24 or repeats; its value is the sentence that is confirmed.
  const ticks = told.to_confirm.map(({ text }) => element("input", { type: "checkbox", value: text }));
  const place = element(
    "form", { className: "publish" },
    confirming(told.to_confirm, ticks),
    element(
      "div", { className: "row" },
      element("div", { className: "name" }, element("label", { htmlFor: "name" }, "Name of the workflow"), name),
      button,
    ),
    reason,
  );
  return { place, name, ticks, button, reason, why };
}

function confirming(told, ticks) {
  if (!told.length) return null;
  const labels = told.map(({ node, text }, index) => {
    const label = element("label", {}, ticks[index], text);
    label.dataset.node = node;
    return label;
  });
  return element("fieldset", { className: "confirm" }, element("legend", {}, "Please confirm"), labels);
}

function obstacle(told) {
  if (told.not_built.length) {
    const names = told.not_built.map((name) => name.replaceAll("_", " ")).join(", ");
    return `It is understood, but cannot be published yet: ${names} is still to be built.`;
  }
  return data.is_admin ? "" : "Only an administrator of this Bitrix24 can publish workflows.";
}

function notes(told) {
  if (!told.length) return null;
  return note("", element("b", {}, "Filled in for you"), element("ul", {}, told.map((text) => element("li", {}, text))));
}

function line(told) {
  const row = element("li", {}, told.text);
  row.dataset.node = told.node;
  row.style.setProperty("--depth", told.depth);
  return row;
}

function drawn(svg) {
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  return parsed.localName === "svg" ? document.importNode(parsed, true) : "The diagram could not be drawn.";
}

function pointAtEachOther(section) {
  section.addEventListener("mouseover", (event) => {
    for (const place of section.querySelectorAll(".is-pointed")) place.classList.remove("is-pointed");
    const node = event.target.closest("[data-node]")?.dataset.node;
    for (const place of atNode(section, node)) place.classList.add("is-pointed");
  });
}

function atNode(section, node) {
  return node ? section.querySelectorAll(`[data-node="${CSS.escape(node)}"]`) : [];
}

function chip(text, onclick) {
  return element("button", { type: "button", className: "chip", onclick }, text);
}

/** Spans count characters, as the server does; JavaScript's own indexes count UTF-16 units. */
function marked(description, spans) {
  const letters = Array.from(description);
  const parts = [];
  let from = 0;
  for (const { start, end } of [...spans].sort((one, other) => one.start - other.start)) {
    parts.push(letters.slice(from, start).join(""), element("mark", {}, letters.slice(start, end).join("")));
    from = end;
  }
  return [...parts, letters.slice(from).join("")];
}
