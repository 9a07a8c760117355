// The installer: register the app's parts, then tell Bitrix24 that the installation is finished, last of all.

import { connect, fit, within } from "./frame.js";
import { ask, data, element, note } from "./page.js";

const PATIENCE_MS = 8000;
const outcome = document.getElementById("outcome");
const retry = document.getElementById("retry");

retry.addEventListener("click", install);
fit(document.getElementById("page"));
install();

async function install() {
  retry.hidden = true;
  outcome.replaceChildren();
  let step = "register";
  try {
    mark(step, "is-busy");
    const changes = await ask(data.urls.register, {});
    mark(step, "is-done");
    outcome.replaceChildren(...summary(changes));
    step = "finish";
    mark(step, "is-busy");
    await finish();
    mark(step, "is-done");
    outcome.prepend(note("good", "Installed. The app opens by itself in a moment."));
  } catch (error) {
    mark(step, "is-bad");
    outcome.prepend(note("bad", error.message));
    retry.hidden = false;
  }
}

async function finish() {
  const frame = await connect();
  if (!frame) {
    throw new Error("Everything is registered, but Bitrix24 around this page does not answer. Open the app there once more.");
  }
  if (!frame.isInstallMode) return;
  // Bitrix24 usually reloads this frame instead of answering, so no answer is no error.
  await within(PATIENCE_MS, frame.installFinish(), undefined);
}

function mark(step, state) {
  document.querySelector(`[data-step="${step}"]`).className = state;
}

function summary({ done, missing }) {
  const told = [];
  if (missing.length) {
    told.push(note("warn", `This Bitrix24 does not offer: ${missing.join(", ")}. Everything else works.`));
  }
  if (done.length) {
    const rows = done.map((text) => element("li", {}, text));
    told.push(element("details", {}, element("summary", {}, `What was registered (${done.length})`), element("ul", {}, rows)));
  }
  return told;
}
