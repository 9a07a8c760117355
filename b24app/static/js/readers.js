// Who reads this portal's descriptions: an order, keys of its own, and the names a provider is told.

import { ask, busy, data, element, note, sentence } from "./page.js";

const ALONE = "The built-in parser alone";
const KEYS = { own: "A key of this Bitrix24 is stored", operator: "The operator of the app has a key", none: "No key yet, so it is passed over" };
const SHARED = { stages: "names of stages and pipelines", fields: "names of fields", roles: "names of departments and positions" };

/** Show the choice in `place`; administrators can change it. */
export async function readers(place) {
  try {
    place.replaceChildren(form(await ask(data.urls.readers), place));
  } catch (error) {
    place.replaceChildren(note("bad", element("p", {}, sentence(error.message))));
  }
}

function form(told, place) {
  const order = element("select", { id: "order" }, orders(told.providers).map((names) => option(names, told)));
  const keys = told.providers.map((provider) => keyOf(provider));
  const shared = Object.entries(SHARED).map(([name, title]) => tick(name, title, told.shared.includes(name)));
  const button = element("button", { className: "button", type: "submit" }, element("span", {}, "Save"));
  const made = element(
    "form", { className: "readers" },
    element("label", { htmlFor: "order" }, "Who is asked"), order,
    element("fieldset", { className: "confirm" }, element("legend", {}, "A provider is also told"), shared.map(([, label]) => label)),
    keys.map(([, row]) => row),
    element("p", { className: "hint" }, `Calls of providers today: ${told.calls.used} of ${told.calls.most}.`),
    button,
  );
  for (const field of made.elements) field.disabled = !data.is_admin;
  made.addEventListener("submit", async (event) => {
    event.preventDefault();
    const chosen = { order: order.value.split(" ").filter(Boolean), keys: {} };
    chosen.shared = shared.filter(([box]) => box.checked).map(([box]) => box.value);
    for (const [input] of keys) if (input.value.trim()) chosen.keys[input.name] = input.value.trim();
    await save(chosen, button, place);
  });
  return made;
}

async function save(chosen, button, place) {
  try {
    const told = await busy(button, "Saving…", () => ask(data.urls.readers, chosen));
    place.replaceChildren(note("good", element("p", {}, "Saved.")), form(told, place));
  } catch (error) {
    button.after(note("bad", element("p", {}, sentence(error.message))));
  }
}

/** None, each alone, and each first. */
function orders(providers) {
  const names = providers.map(({ name }) => name);
  const pairs = names.flatMap((first) => names.filter((other) => other !== first).map((second) => [first, second]));
  return [[], ...names.map((name) => [name]), ...pairs];
}

function option(names, told) {
  const titles = names.map((name) => told.providers.find((provider) => provider.name === name).title);
  const text = titles.length ? `${titles.join(", then ")}, then the built-in parser` : ALONE;
  return element("option", { value: names.join(" "), selected: names.join(" ") === told.order.join(" ") }, text);
}

function keyOf({ name, title, model, key }) {
  const input = element("input", { type: "password", id: `key-${name}`, name, maxLength: 400, autocomplete: "off" });
  input.placeholder = key === "none" ? "Enter a key" : "Enter another key to replace it";
  const label = element("label", { htmlFor: input.id }, `Key for ${title} `, element("span", { className: "hint" }, `${KEYS[key]}; asks ${model}.`));
  return [input, element("div", {}, label, input, key === "own" ? forget(name) : null)];
}

/** A stored key is removed at once. */
function forget(name) {
  const button = element("button", { className: "button quiet", type: "button" }, element("span", {}, "Forget this key"));
  button.addEventListener("click", async () => {
    const place = document.getElementById("readers");
    const { order, shared } = await ask(data.urls.readers);
    await save({ order, shared, keys: { [name]: "" } }, button, place);
  });
  return button;
}

function tick(value, title, checked) {
  const box = element("input", { type: "checkbox", value, checked });
  return [box, element("label", {}, box, title)];
}
