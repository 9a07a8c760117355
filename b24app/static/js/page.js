// What every page needs: its data, requests with the bearer, and elements without markup in strings.

import { connect, within } from "./frame.js";

const PATIENCE_MS = 8000;
export const data = JSON.parse(document.getElementById("page-data").textContent);

/** An answer that says no, in words for the person; `detail` is the whole body. */
export class Refused extends Error {
  constructor(code, message, detail = {}) {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}

/** Ask our server; `body` makes it a POST. A page that was open too long gets a new bearer first. Throws Refused. */
export async function ask(path, body) {
  let answer = await send(path, body);
  if (answer.status === 401 && (await renewed())) answer = await send(path, body);
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Refused(told.error ?? "error", sentence(told.message ?? "Something went wrong."), told);
  }
  return told;
}

/** Take a file from our server and give it to the person under that name. Throws Refused. */
export async function download(path, name) {
  let answer = await send(path);
  if (answer.status === 401 && (await renewed())) answer = await send(path);
  if (!answer.ok) throw new Refused("no_file", "The file could not be made. Please try again.");
  const link = element("a", { href: URL.createObjectURL(await answer.blob()), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function send(path, body) {
  const options = { headers: { Authorization: `Bearer ${data.bearer}` }, cache: "no-store", credentials: "omit" };
  if (body !== undefined) {
    options.method = "POST";
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  try {
    return await fetch(path, options);
  } catch {
    throw new Refused("no_answer", "The app did not answer. Check your connection and try again.");
  }
}

/** Prove again who is here, with the token that the portal's frame gives; false when it gives none. */
async function renewed() {
  const frame = await connect();
  const auth = frame && (await within(PATIENCE_MS, frame.auth.refreshAuth(), null));
  if (!auth) return false;
  const { member_id, placement } = data;
  const answer = await send(data.urls.renew, { member_id, placement, access_token: auth.access_token });
  if (answer.ok) data.bearer = (await answer.json()).bearer;
  return answer.ok;
}

/** An element: properties, then children; texts become text nodes, so nothing is ever read as markup. */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

/** A coloured box: kind is "", "good", "warn" or "bad". */
export function note(kind, ...children) {
  const box = element("div", { className: `note ${kind}` }, ...children);
  box.setAttribute("role", kind === "bad" ? "alert" : "status");
  return box;
}

/** A word in colour for a state; `words` has colour and text by state. */
export function badge(words, state) {
  const [kind, text] = words[state] ?? ["", state];
  return element("span", { className: `badge ${kind}` }, text);
}

/** Let people press: before the script listens, a press would be lost, or leave the page with what was typed. */
export function ready() {
  for (const button of document.querySelectorAll("button:disabled")) button.disabled = false;
}

/** Mark a button busy while work goes on; it cannot be pressed twice. */
export async function busy(button, label, work) {
  const text = button.firstElementChild;
  const before = text.textContent;
  button.disabled = true;
  button.setAttribute("aria-busy", "true");
  text.textContent = label;
  try {
    return await work();
  } finally {
    button.disabled = false;
    button.removeAttribute("aria-busy");
    text.textContent = before;
  }
}

/** Do `work` for a button, once at a time; when it fails, the reason stands below the row that the button is in. */
export async function work(button, busyText, what) {
  const row = button.closest(".row") ?? button;
  if (row.nextElementSibling?.matches(".of-press")) row.nextElementSibling.remove();
  try {
    return await busy(button, busyText, what);
  } catch (error) {
    const told = failure(error);
    told.classList.add("of-press");
    row.after(told);
    return null;
  }
}

/** A button that does `what`; `kind` is its look: "quiet", "primary", "chip" or "". */
export function press(text, busyText, what, kind = "quiet") {
  const className = kind === "chip" ? "chip" : `button ${kind}`;
  const button = element("button", { type: "button", className }, element("span", {}, text));
  button.addEventListener("click", () => work(button, busyText || text, what));
  return button;
}

/** An error of ours in words; a plan that does not fit this portal also names what would. */
export function failure(error, retry) {
  const { choices = [], differences: rows = [] } = error.detail ?? {};
  return note(
    "bad",
    element("p", {}, sentence(error.message)),
    choices.length ? element("p", { className: "hint" }, "What there is to choose from:") : null,
    choices.length ? element("div", { className: "choices" }, choices.map((text) => element("span", { className: "chip still" }, text))) : null,
    rows.length ? differences(rows) : null,
    retry ? element("div", { className: "row" }, press("Try again", "Trying…", retry, "")) : null,
  );
}

/** Two values of each place: what the app sent, and what Bitrix24 has. */
export function differences(rows) {
  const head = ["Where", "What the app sent", "What Bitrix24 has"].map((text) => element("th", { scope: "col" }, text));
  const lines = rows.map(([path, ...values]) => element(
    "tr", {},
    element("td", { title: path }, spoken(path)),
    values.map((text) => element("td", {}, text === "" ? "nothing" : String(text))),
  ));
  const table = element("table", {}, element("thead", {}, element("tr", {}, head)), element("tbody", {}, lines));
  return element("div", { className: "differences" }, table);
}

/** The last name of a path as words: "Comment text" of "/TEMPLATE/0/Children/2/Properties/CommentText". */
function spoken(path) {
  const name = path.split("/").findLast((part) => /[A-Za-z]/.test(part)) ?? path;
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replaceAll("_", " ").toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** A moment in the person's own time and format; without the day where it is that of `since`. */
export function moment(iso, since = "", timeStyle = "medium") {
  const at = new Date(iso);
  const isKnown = since !== "" && new Date(since).toDateString() === at.toDateString();
  const shown = at.toLocaleString([], { dateStyle: isKnown ? undefined : "medium", timeStyle });
  return element("time", { dateTime: iso, title: iso }, Number.isNaN(at.valueOf()) ? iso : shown);
}

/** The text as a sentence: a capital and a full stop. */
export function sentence(text) {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(capital) ? capital : `${capital}.`;
}
