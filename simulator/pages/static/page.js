// What a person can do on a page: tabs, apps in frames and sliders, cards dragged to another stage.

import { refresh, watch } from "./live.js";
import { open } from "./parent.js";
import { slide } from "./slider.js";

watch();
for (const place of document.querySelectorAll("[data-frame]")) {
  if (!place.closest("[hidden]")) open(place, wanted(place));
}
document.addEventListener("click", (event) => {
  const tab = event.target.closest("[role=tab]");
  if (tab) choose(tab);
  const button = event.target.closest("[data-slides]");
  if (button) slideIn(button);
});
drag();

function wanted({ dataset }) {
  return { client_id: dataset.client, placement: dataset.placement, handler: dataset.handler ?? "", options: JSON.parse(dataset.options), title: dataset.title };
}

/** An app's tab loads its frame when it is first shown. */
function choose(tab) {
  for (const other of tab.parentElement.querySelectorAll("[role=tab]")) {
    other.setAttribute("aria-selected", String(other === tab));
    document.getElementById(other.getAttribute("aria-controls")).hidden = other !== tab;
  }
  const place = document.getElementById(tab.getAttribute("aria-controls")).querySelector("[data-frame]");
  if (place && !place.firstElementChild) open(place, wanted(place));
}

/** An app in a slider: to install it, or where it has a button on a page. */
async function slideIn(button) {
  const slider = slide(button.dataset.title);
  await open(slider.body, wanted(button));
  await refresh();
  await slider.closed;
  await refresh();
}

/** Cards have a choice of the stage for people who do not drag; dropping one chooses there. */
function drag() {
  let card = null;
  document.addEventListener("dragstart", (event) => {
    card = event.target.closest?.("[draggable=true]");
    card?.classList.add("is-dragged");
  });
  document.addEventListener("dragend", () => {
    card?.classList.remove("is-dragged");
    card = null;
    point(null);
  });
  document.addEventListener("dragover", (event) => {
    const column = card && event.target.closest("[data-stage]");
    point(column);
    if (column) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const column = event.target.closest("[data-stage]");
    if (!card || !column) return;
    event.preventDefault();
    card.classList.remove("is-dragged");
    const choice = card.querySelector("select[name=stage]");
    if (choice.value === column.dataset.stage) return;
    choice.value = column.dataset.stage;
    choice.form.requestSubmit();
  });
}

/** Show which column a card would fall into. */
function point(column) {
  for (const other of document.querySelectorAll(".is-target")) if (other !== column) other.classList.remove("is-target");
  column?.classList.add("is-target");
}
