// A plan tried without any effect: what would happen, when, and what would go to whom.

import { ask, data, element, moment, press, work } from "./page.js";

const RECORDS = { CRM_DEAL: "deal", CRM_LEAD: "lead", CRM_CONTACT: "contact", CRM_COMPANY: "company", CRM_QUOTE: "quote" };
const ANSWERS = { approved: "they approve", rejected: "they reject", late: "nobody answers" };
const DAYS = 30;
const MINUTE = "2027-01-31T09:30".length;
const KINDS = { "would do": "does", asks: "asks", condition: "looks", waits: "waits" };

/** A button and, below it, the course of the last try. Employees who may not publish may not try either. */
export function trial(plan) {
  if (!data.is_admin) return null;
  const isHere = plan.entity === data.entity && data.document_id > 0;
  const course = element("div", { className: "course" });
  course.setAttribute("aria-live", "polite");
  const asked = nodes(plan).filter((node) => node.kind === "approval" || node.kind === "ask");
  const answer = element("select", { id: "answers" }, Object.entries(ANSWERS).map(([value, text]) => element("option", { value }, text)));
  const run = async () => course.replaceChildren(...told(await tried(plan, isHere, asked, answer.value), isHere));
  const record = RECORDS[plan.entity] ?? "record";
  const button = press(isHere ? `Try it on this ${record}` : `Try it on an empty ${record}`, "Trying…", run, "");
  answer.addEventListener("change", () => { if (course.hasChildNodes()) work(button, "Trying…", run); });
  const assumed = asked.length ? element("label", { className: "assumed", htmlFor: "answers" }, "and assume that ", answer) : null;
  const past = press(`Try it on the last ${DAYS} days`, "Looking back…", async () => course.replaceChildren(...await before(plan)), "");
  return element("div", { className: "trial" }, element("div", { className: "row" }, button, assumed, past, element("span", { className: "hint" }, "Nothing is sent or changed.")), course);
}

async function tried(plan, isHere, asked, decision) {
  const decisions = Object.fromEntries(asked.filter((node) => node.kind === "approval").map((node) => [node.id, decision]));
  const trialled = { decisions, unanswered: decision === "late" };
  return (await ask(data.urls.try, { plan, document_id: isHere ? data.document_id : 0, trial: trialled })).happenings;
}

function told(happenings, isHere) {
  if (!happenings.length) return [element("p", { className: "hint" }, "Nothing would happen.")];
  const count = happenings.filter((one) => one.kind === "would do").length;
  const what = count ? `It would do ${count === 1 ? "one thing" : `${count} things`}.` : "It would do nothing here.";
  const whose = isHere ? "Values are those of this record now." : "The record is assumed to be empty.";
  const rows = happenings.map((one, index) => row(one, happenings[index - 1]?.at ?? ""));
  return [element("p", {}, element("b", {}, what), ` ${whose}`), element("ol", { className: "timeline" }, rows)];
}

function row(one, before) {
  const line = element(
    "li", { className: KINDS[one.kind] ?? "" },
    before.slice(0, MINUTE) === one.at.slice(0, MINUTE) ? element("span", {}) : moment(one.at, before, "short"),
    element("div", {}, element("span", {}, one.title || one.text), one.kind === "would do" ? details(one.details) : null),
  );
  line.dataset.node = one.node;
  return line;
}

/** Which records would have started it, and what would have been done: piece by piece, with what was seen so far. */
async function before(plan, after = 0, earlier = [], sums = {}) {
  const found = await ask(data.urls.backtest, { plan, days: DAYS, after });
  const all = [...earlier, ...found.tried];
  for (const [name, count] of Object.entries(found.effects)) sums[name] = (sums[name] ?? 0) + count;
  const what = all.length === 1 ? "1 record would have started it" : `${all.length} records would have started it`;
  const effects = Object.entries(sums).map(([name, count]) => element("li", {}, `${name}: ${count} ×`));
  const more = press("Look further", "Looking back…", async () => more.closest(".course").replaceChildren(...await before(plan, found.next, all, sums)), "");
  return [
    element("p", {}, element("b", {}, `In the last ${DAYS} days ${what}.`), " Nothing was sent."),
    effects.length ? element("ul", { className: "effects" }, effects) : null,
    element("ol", { className: "timeline" }, all.map(past)),
    found.assumed.length ? element("p", { className: "hint" }, found.assumed.join(" ")) : null,
    found.next ? element("div", { className: "row" }, more) : null,
  ].filter(Boolean);
}

function past({ record_id: number, title, at, because, held }) {
  const told = element("div", {}, element("span", {}, title || `Record ${number}`), element("p", { className: "hint" }, held ? because : `${because}; its conditions did not hold`));
  return element("li", { className: held ? "does" : "" }, moment(at, "", "short"), told);
}

/** The final texts and people of an action, a line for each of its fields. */
function details({ action, ...fields }) {
  const lines = Object.entries(fields).filter(([, value]) => value !== "" && value !== null);
  const shown = (value) => (Array.isArray(value) ? value.join(", ") : String(value));
  return element("dl", {}, lines.map(([name, value]) => [element("dt", {}, name.replaceAll("_", " ")), element("dd", {}, shown(value))]).flat());
}

/** Every node of a plan's JSON. */
function nodes(value) {
  if (Array.isArray(value)) return value.flatMap(nodes);
  if (value === null || typeof value !== "object") return [];
  return [...(value.kind && value.id ? [value] : []), ...Object.values(value).flatMap(nodes)];
}
