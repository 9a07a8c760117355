// The portal's side of the protocol between an app's frame and the page around it (contract/placements.md, section 5).
//
// frame → here: "<command>:<JSON>:<callback key>:<APP_SID>", the JSON left out when there are no parameters, or an object
// {method, params, callback, appSid} when the command itself has a colon. Here → frame: "<callback key>:<JSON>".

import { refresh, say } from "./live.js";
import { slide } from "./slider.js";

const frames = new Map(); // APP_SID → frame
const LEAST_HEIGHT = 160;
const NO_ANSWER = Symbol("the page goes away, or the frame does");

/** Open an app's page in `place`: a form posted into a frame whose name is how the SDK learns where it is. */
export async function open(place, wanted) {
  const opening = await ask("/_frame/open", wanted);
  if (!opening) return;
  const iframe = document.createElement("iframe");
  iframe.name = opening.name;
  iframe.title = wanted.title || opening.title;
  place.replaceChildren(iframe);
  forgetClosed();
  const { sid, origin, init } = opening;
  frames.set(sid, { sid, origin, init, iframe, place, wanted });
  post(opening);
}

window.addEventListener("message", async (event) => {
  const message = read(event.data);
  const frame = frames.get(message?.sid);
  // The same window, the app's own origin and the identifier of this very opening, or it is not from our frame.
  if (!frame || event.source !== frame.iframe.contentWindow || event.origin !== frame.origin) return;
  // Bitrix24 ignores unknown commands and events; here they are answered with nothing, so no one waits.
  const command = Object.hasOwn(COMMANDS, message.command) ? COMMANDS[message.command] : () => undefined;
  const told = await command(frame, message.params);
  if (told !== NO_ANSWER && message.key) answer(frame, message.key, told);
});

const COMMANDS = {
  getInitData: (frame) => frame.init,
  setInstall: (frame, params) => onPortal(frame, "setInstall", params),
  setInstallFinish: finish,
  refreshAuth: (frame) => onPortal(frame, "refreshAuth"),
  setAppOption: (frame, params) => onPortal(frame, "setAppOption", params),
  setUserOption: (frame, params) => onPortal(frame, "setUserOption", params),
  resizeWindow,
  setTitle,
  setScroll: (frame, { scroll }) => window.scrollTo({ top: frame.iframe.getBoundingClientRect().top + window.scrollY + scroll }),
  reloadWindow: () => { location.reload(); return NO_ANSWER; },
  openApplication: (frame, params) => openApplication(frame, params),
  closeApplication: (frame) => frame.place.dispatchEvent(new CustomEvent("slider-close", { bubbles: true })) && undefined,
  openPath,
  getInterface: () => ({ command: ["reloadData"], event: [] }),
  reloadData: () => { refresh(); },
};

/** Marks the installation finished, then shows the app where its installer was; a frame that goes away gets no answer. */
async function finish(frame) {
  const told = await onPortal(frame, "setInstallFinish");
  if (!told) return undefined;
  await refresh();
  await open(frame.place, { ...frame.wanted, placement: "DEFAULT", handler: "", options: {} });
  return NO_ANSWER;
}

function resizeWindow(frame, { width, height }) {
  frame.iframe.style.height = `${Math.max(LEAST_HEIGHT, Number.parseInt(height, 10) || 0)}px`;
  return { width, height };
}

function setTitle(frame, { title }) {
  const heading = frame.place.closest(".slider-panel")?.querySelector("h2");
  if (heading) heading.textContent = title;
  else document.title = title;
}

/** The app's main page in a slider; its parameters become PLACEMENT_OPTIONS, those named bx24_… are for the slider. */
async function openApplication(frame, params) {
  const options = Object.fromEntries(Object.entries(params).filter(([name]) => !name.startsWith("bx24_")));
  const slider = slide(params.bx24_title ?? frame.iframe.title);
  await open(slider.body, { ...frame.wanted, placement: "DEFAULT", handler: "", options });
  await slider.closed;
}

/** A page of the portal in a slider. */
async function openPath(frame, { path }) {
  const url = new URL(path, location.origin);
  if (url.origin !== location.origin || url.pathname.startsWith("/_")) return { result: "error", errorCode: "PATH_NOT_AVAILABLE" };
  url.searchParams.set("IFRAME", "Y");
  const found = await fetch(url, { headers: { "X-Refresh": "1" } });
  if (!found.ok) return { result: "error", errorCode: "PATH_NOT_AVAILABLE" };
  const slider = slide("");
  const page = document.createElement("iframe");
  page.src = url;
  page.className = "page-frame";
  slider.body.append(page);
  await slider.closed;
  return { result: "close" };
}

function read(data) {
  if (data?.method && data.appSid) return { command: data.method, params: data.params || {}, key: data.callback, sid: data.appSid };
  const parts = typeof data === "string" ? data.split(":") : [];
  if (parts.length < 3) return null;
  return { command: parts[0], params: parsed(parts.slice(1, -2).join(":")), key: parts.at(-2), sid: parts.at(-1) };
}

function parsed(text) {
  try {
    const value = JSON.parse(text || "{}");
    return typeof value === "object" && value !== null ? value : { value };
  } catch {
    return { value: text };
  }
}

function answer(frame, key, value) {
  frame.iframe.contentWindow?.postMessage(`${key}:${value === undefined ? "" : JSON.stringify(value)}`, frame.origin);
}

function post({ url, form, name }) {
  const sender = document.createElement("form");
  Object.assign(sender, { method: "post", action: url, target: name, hidden: true });
  for (const [key, value] of Object.entries(form)) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: key, value });
    sender.append(field);
  }
  document.body.append(sender);
  sender.submit();
  sender.remove();
}

async function onPortal(frame, command, params = {}) {
  return (await ask("/_frame/message", { sid: frame.sid, command, params })) ?? undefined;
}

/** What the portal answers, or null after telling the person why not. */
async function ask(path, body) {
  try {
    const told = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    const value = await told.json();
    if (told.ok) return value;
    say(value.error_description);
  } catch {
    say("The portal did not answer.");
  }
  return null;
}

function forgetClosed() {
  for (const [sid, frame] of frames) {
    if (!frame.iframe.isConnected) frames.delete(sid);
  }
}
