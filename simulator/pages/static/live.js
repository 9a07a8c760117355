// Keeps what is marked `data-live` as the portal has it now, and submits `data-quiet` forms without leaving the page.

const PAUSE_MS = 1000;
const HEADERS = { "X-Refresh": "1" };
const shown = new Map(); // id of a live part → its markup as the portal last sent it

for (const part of document.querySelectorAll("[data-live]")) shown.set(part.id, part.innerHTML);

/** Read the page once more and put in what has changed; what a person is choosing in is left alone. */
export async function refresh() {
  const answer = await fetch(location.href, { headers: HEADERS }).catch(() => null);
  if (!answer?.ok) return;
  const told = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const fresh = told.getElementById(part.id);
    if (fresh && fresh.innerHTML !== shown.get(part.id) && !isInUse(part)) replace(part, fresh);
  }
}

/** Tell the person something that went wrong. */
export function say(text) {
  const place = document.getElementById("said");
  place.textContent = text;
  place.hidden = false;
  setTimeout(() => { place.hidden = true; }, 6000);
}

/** Look again every second while somebody can see it. */
export function watch() {
  const again = async () => {
    if (!document.hidden) await refresh();
    setTimeout(again, PAUSE_MS);
  };
  setTimeout(again, PAUSE_MS);
  document.addEventListener("submit", quietly);
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
  });
}

function isInUse(part) {
  const { activeElement } = document;
  const isTyped = [...part.querySelectorAll("input, textarea")].some((field) => field.value !== field.defaultValue);
  return isTyped || part.querySelector(".is-dragged") || (part.contains(activeElement) && activeElement.matches("select, input, textarea"));
}

function replace(part, fresh) {
  const open = new Map([...part.querySelectorAll("details[id]")].map((box) => [box.id, box.open]));
  shown.set(part.id, fresh.innerHTML);
  for (const box of fresh.querySelectorAll("details[id]")) box.open = open.get(box.id) ?? box.open;
  part.replaceChildren(...fresh.childNodes);
}

async function quietly(event) {
  const form = event.target;
  if (!form.matches("[data-quiet]")) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  document.activeElement?.blur();
  const answer = await fetch(form.action, { method: "POST", body, headers: HEADERS }).catch(() => null);
  if (answer?.ok) {
    if (form.matches("[data-clears]")) form.reset();
  } else {
    say(answer ? await reason(answer) : "The portal did not answer.");
  }
  await refresh();
}

async function reason(answer) {
  const told = new DOMParser().parseFromString(await answer.text(), "text/html");
  return told.getElementById("error")?.textContent ?? `The portal answered ${answer.status}.`;
}
