// What is said about a description besides a plan: who read it, a question, a refusal.

import { element, note, press, sentence } from "./page.js";

/** A question, the words that were not understood, and choices; `choose` gets the one that is clicked, `use` a whole description. */
export function question(told, description, choose, use) {
  const chips = told.choices.map((text) => chip(text, () => choose(text)));
  if (told.without) chips.unshift(chip("Leave out what is marked", () => use(told.without)));
  const meant = told.plainly ? element("p", { className: "hint" }, `Did you mean: ${told.plainly}`) : null;
  if (meant) chips.unshift(chip("Yes, that is what I mean", () => use(told.plainly)));
  return element(
    "section", { className: "card" },
    element("p", { className: "question" }, told.question),
    told.uncovered.length ? element("p", { className: "hint" }, "Marked: what was not understood.") : null,
    element("p", { className: "echo" }, marked(description, told.uncovered)),
    meant,
    chips.length ? element("div", { className: "choices" }, chips) : null,
    element("p", { className: "hint" }, "Change the text above and ask again. Nothing was published."),
  );
}

/** A question about a change; each choice is a step it could be about. */
export function which(told, choose) {
  const chips = told.choices.map((text) => press(`${text.charAt(0).toUpperCase()}${text.slice(1)}`, "Changing…", () => choose(text), "chip"));
  return note("warn", element("p", {}, told.question), chips.length ? element("div", { className: "row choices" }, chips) : null);
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
