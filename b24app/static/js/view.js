// A plan as a person reads it: in words and as a diagram, with what was found at each step.

import { element, note, press } from "./page.js";

const FIXES = { at_most_5_times: "At most 5 times", within_2_days: "Answer within 2 days" };

/** The plan side by side: lines and picture; pointing at a step of one shows it in the other. */
export function view(told) {
  const picture = element("div", { className: "diagram" }, drawn(told.diagram));
  const words = element("ol", { className: "lines" }, told.words.map(line));
  const isWide = (picture.firstElementChild?.width?.baseVal.value ?? 0) > 480;
  return element(
    "div", { className: isWide ? "plan wide" : "plan" },
    element("div", {}, element("h3", {}, "In words"), words),
    element("div", {}, element("h3", {}, "As a diagram"), picture),
  );
}

/** What was assumed while reading, without what is said at a step already. */
export function notes(texts, findings) {
  const left = texts.filter((text) => !findings.some((one) => one.text === text));
  if (!left.length) return null;
  return note("", element("b", {}, "Filled in for you"), element("ul", {}, left.map((text) => element("li", {}, text))));
}

/** Put each finding under its step: errors open, warnings folded. `mend` gets the finding and the choice, if any. */
export function mark(section, findings, mend) {
  for (const row of section.querySelectorAll(".finding")) row.remove();
  blame(section, "");
  for (const finding of findings.toReversed()) {
    const lines = section.querySelectorAll("ol.lines > li[data-node]");
    const at = [...lines].find((one) => one.dataset.node === finding.node) ?? lines[0];
    const row = element("li", { className: `finding ${finding.level}` }, told(finding, mend));
    row.style.setProperty("--depth", at.style.getPropertyValue("--depth"));
    at.after(row);
    if (finding.level === "error") for (const place of atNode(section, finding.node)) place.classList.add("is-wrong");
  }
}

/** Show which step an error is about. */
export function blame(section, node) {
  for (const place of section.querySelectorAll(".is-wrong")) place.classList.remove("is-wrong");
  for (const place of atNode(section, node)) place.classList.add("is-wrong");
}

/** Steps of the plan light up wherever else in the section they stand. */
export function pointAtEachOther(section) {
  section.addEventListener("mouseover", (event) => {
    for (const place of section.querySelectorAll(".is-pointed")) place.classList.remove("is-pointed");
    const node = event.target.closest("[data-node]")?.dataset.node;
    for (const place of atNode(section, node)) place.classList.add("is-pointed");
  });
}

function told(finding, mend) {
  const fix = finding.fix ? press(FIXES[finding.fix] ?? "Put it right", "Changing…", () => mend(finding, "")) : null;
  const chips = finding.choices.map((name, at) => press(finding.labels[at], "Changing…", () => mend(finding, name), "chip"));
  const ways = fix || chips.length ? element("div", { className: "row choices" }, fix, chips) : null;
  if (finding.level === "error") return element("div", {}, element("p", {}, finding.text), ways);
  return element("details", {}, element("summary", {}, "Worth knowing"), element("p", {}, finding.text), ways);
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

function atNode(section, node) {
  return node ? section.querySelectorAll(`[data-node="${CSS.escape(node)}"]`) : [];
}
