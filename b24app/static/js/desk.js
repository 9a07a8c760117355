// One plan on the page: shown, changed by talking, weighed, tried, saved as a draft, published.

import * as answer from "./answer.js";
import { names } from "./carry.js";
import { ask, busy, data, differences, element, failure, note, press, sentence, work } from "./page.js";
import { trial } from "./trial.js";
import { blame, mark, notes, pointAtEachOther, view } from "./view.js";

const STALE = "The text has changed: show what it means once more.";
const TALKS = "also add a comment “Thank you”, make it 3 days, only above 5000 EUR, remove the task, undo";

/** Where a plan lies until it is published. `field` holds the description, `changed` is told when the list of workflows did. */
export class Desk {
  #findings = [];
  #earlier = [];
  #weighing = 0;

  constructor(place, field, changed) {
    Object.assign(this, { place, field, changed });
    this.told = null;
  }

  /** Take a plan: `head` says where it is from, `workflow` what it is a new version of, `carried` which names are open. */
  open(told, { head = null, workflow = null, name = "", edited = [], carried = null, independent = false } = {}) {
    const isLost = head && this.told && this.#earlier.length > 0;
    this.#earlier = [];
    Object.assign(this, { workflow, edited, carried, read: this.field.value, ticked: new Set() });
    this.#make(head, name);
    this.independent.checked = independent;
    this.#show(told);
    if (isLost) this.#tellChanges(["The text was read anew: what was changed by talking before is not in it."]);
  }

  /** Take a plan from elsewhere with the text that goes with it. */
  lay(told, text, from) {
    this.field.value = text || told.title;
    this.open(told, from);
    this.place.scrollIntoView({ block: "start", behavior: "smooth" });
  }

  /** Forget the plan and show something else. */
  close(...shown) {
    this.told = this.workflow = null;
    this.#earlier = [];
    this.place.replaceChildren(...shown);
  }

  /** Say why the plan cannot be published now, or let it. A plan goes with the words it was read from, and no others. */
  weighUp() {
    if (!this.told) return;
    const why = this.#obstacle();
    this.publishButton.disabled = Boolean(why);
    this.draftButton.disabled = !data.is_admin || this.field.value !== this.read;
    this.reason.textContent = why;
    this.reason.hidden = !why;
  }

  #make(head, name) {
    const made = (tag, properties) => element(tag, properties);
    this.plan = made("div");
    this.changes = made("div");
    this.trial = made("div");
    this.confirm = made("div");
    this.name = made("input", { type: "text", id: "name", maxLength: 255, value: name });
    this.note = made("input", { type: "text", id: "note", maxLength: 1000, placeholder: "Why, for those who look later" });
    this.reason = made("p", { className: "reason", id: "reason", hidden: true });
    this.section = element(
      "section", { className: "card" },
      element("h2", {}, "This is what will happen"),
      this.plan, this.changes, this.#talk(), this.trial, this.#publishing(),
    );
    pointAtEachOther(this.section);
    this.place.replaceChildren(...[head, this.workflow ? this.#banner() : null, this.section].filter(Boolean));
  }

  #banner() {
    const { name, version } = this.workflow;
    const told = version ? `A new version of “${name}”. Version ${version} goes on until you publish.` : `The draft “${name}”.`;
    const leave = press("Leave it as it is", "", async () => {
      this.field.value = "";
      this.close();
    });
    return note("", element("div", { className: "row between" }, element("span", {}, told), leave));
  }

  #talk() {
    const said = element("input", { type: "text", id: "talk", maxLength: 1000, placeholder: TALKS, autocomplete: "off" });
    const button = element("button", { type: "submit", className: "button" }, element("span", {}, "Change it"));
    const form = element(
      "form", { className: "talk" },
      element("label", { htmlFor: "talk" }, "Change it in your own words"),
      element("div", { className: "row" }, said, button),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (said.value.trim()) this.#heard(work(button, "Changing…", () => this.#edit(said.value.trim())));
    });
    this.said = said;
    return form;
  }

  #publishing() {
    this.independent = element("input", { type: "checkbox" });
    const span = (text) => element("span", {}, text);
    this.publishButton = element("button", { className: "button primary", type: "submit" }, span("Publish"));
    this.publishButton.setAttribute("aria-describedby", "reason");
    this.draftButton = press("Save as draft", "Saving…", () => this.#save(), "");
    const form = element(
      "form", { className: "publish" },
      this.confirm,
      element(
        "div", { className: "row" },
        element("div", { className: "name" }, element("label", { htmlFor: "name" }, "Name of the workflow"), this.name),
        element("div", { className: "name" }, element("label", { htmlFor: "note" }, "Note for its history"), this.note),
      ),
      element(
        "label", { className: "tick" }, this.independent,
        "It is to run on without this app: by Bitrix24's own steps alone, and its runs are not seen here",
      ),
      element("div", { className: "row end" }, this.publishButton, this.draftButton),
      this.reason,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#publish();
    });
    form.addEventListener("change", () => this.weighUp());
    this.form = form;
    return form;
  }

  /** Everything that follows from the plan is made anew; name, note and what is being typed stay. */
  #show(told) {
    if (!this.name.value.trim() || this.name.value === this.told?.title) this.name.value = told.title;
    this.told = told;
    this.#findings = [];
    this.changes.replaceChildren();
    this.plan.replaceChildren(view(told), ...[notes(told.notes, [])].filter(Boolean));
    this.trial.replaceChildren(...[trial(told.plan)].filter(Boolean));
    this.confirm.replaceChildren(...[this.#carried(), ...this.#designer(), this.#confirming()].filter(Boolean));
    this.weighUp();
    this.#weigh();
  }

  #carried() {
    return this.carried?.open.length ? names(this.carried.open, async (decided) => {
      const told = await this.carried.again(decided);
      this.carried.open = told.unresolved;
      this.#show(told);
    }) : null;
  }

  /** One box for each thing that leaves this Bitrix24 or repeats; its value is the sentence that is confirmed. */
  #confirming() {
    if (!this.told.to_confirm.length) return null;
    const labels = this.told.to_confirm.map(({ node, text }) => {
      const tick = element("input", { type: "checkbox", value: text, checked: this.ticked.has(text) });
      tick.addEventListener("change", () => this.ticked[tick.checked ? "add" : "delete"](text));
      const label = element("label", {}, tick, text);
      label.dataset.node = node;
      return label;
    });
    return element("fieldset", { className: "confirm" }, element("legend", {}, "Please confirm"), labels);
  }

  #designer() {
    if (!this.edited.length) return [];
    this.overwrite = element("input", { type: "checkbox" });
    return [note(
      "warn",
      element("p", {}, element("b", {}, "This workflow was changed in Bitrix24's designer. "), "Publishing puts the plan above in its place."),
      differences(this.edited),
      element("label", { className: "tick" }, this.overwrite, "Replace what was changed in the designer"),
    )];
  }

  #obstacle() {
    if (this.changing) return "The change is being made.";
    if (this.field.value !== this.read) return STALE;
    if (this.told.not_built.length) {
      const missing = this.told.not_built.map((name) => name.replaceAll("_", " ")).join(", ");
      return `It is understood, but cannot be published yet: ${missing} is still to be built.`;
    }
    if (!data.is_admin) return "Only an administrator of this Bitrix24 can publish workflows.";
    if (this.carried?.open.length) return "Say first what the names marked above are here.";
    const wrong = this.#findings.filter((one) => one.level === "error").length;
    if (wrong) return wrong === 1 ? "One thing has to be put right first: it is marked above." : `${wrong} things have to be put right first: they are marked above.`;
    if (this.edited.length && !this.overwrite.checked) return "Say whether what was changed in the designer may be replaced.";
    const isOpen = this.told.to_confirm.some(({ text }) => !this.ticked.has(text));
    return isOpen ? "Tick what goes outside or repeats, then publish." : "";
  }

  async #weigh() {
    if (!data.is_admin) return;
    const mine = ++this.#weighing;
    try {
      const { findings } = await ask(data.urls.weigh, { plan: this.told.plan, id: this.workflow?.id ?? "" });
      if (mine !== this.#weighing || !this.told) return;
      const isTold = this.told.notes.length > 0; // what was proposed while reading stands in the notes
      this.#findings = findings.filter((one) => !(isTold && one.code === "proposed_text"));
      this.plan.querySelector(".note")?.remove();
      this.plan.append(...[notes(this.told.notes, findings)].filter(Boolean));
      mark(this.section, this.#findings, (finding, choice) => this.#mend(finding, choice));
    } catch (error) {
      if (mine === this.#weighing) this.plan.append(note("warn", `It could not be checked against this Bitrix24 yet. ${sentence(error.message)}`));
    }
    this.weighUp();
  }

  /** While a change is being made nothing is published: it would be the plan before it. */
  async #heard(change) {
    this.changing = true;
    this.weighUp();
    await change;
    this.changing = false;
    this.weighUp();
  }

  async #mend({ node, code }, choice) {
    const body = { plan: this.told.plan, id: this.workflow?.id ?? "", node, code, choice };
    this.#follow(await ask(data.urls.fix, body));
  }

  async #edit(words) {
    const earlier = this.#earlier.at(-1);
    const body = { plan: this.told.plan, words, ...(earlier ? { earlier: earlier.plan } : {}) };
    const told = await ask(data.urls.edit, body);
    if (told.status === "workflow") {
      this.said.value = "";
      this.#follow(told);
    } else {
      const choose = (choice) => this.#edit(pointed(words, choice));
      this.changes.replaceChildren(told.status === "clarify" ? answer.which(told, choose) : answer.refusal(told));
    }
  }

  /** Go on with the changed plan; going back to the one before is no further step. */
  #follow(told) {
    const back = JSON.stringify(this.#earlier.at(-1)?.plan) === JSON.stringify(told.plan);
    if (back) this.#earlier.pop();
    else if (told.changes.length) this.#earlier.push(this.told);
    this.#show(told);
    this.#tellChanges(told.changes);
  }

  #tellChanges(changes) {
    const undo = this.#earlier.length ? press("Undo", "Undoing…", () => this.#edit("undo")) : null;
    const lines = changes.length ? changes : ["That changes nothing."];
    this.changes.replaceChildren(note(
      changes.length ? "good" : "",
      element("b", {}, "What changed"),
      element("ul", {}, lines.map((text) => element("li", {}, text))),
      undo ? element("div", { className: "row" }, undo) : null,
    ));
  }

  #draft() {
    const description = this.read.trim() ? this.read : this.told.title;
    const told = { description, plan: this.told.plan, name: this.name.value.trim(), note: this.note.value.trim() };
    told.independent = this.independent.checked;
    return this.workflow ? { ...told, id: this.workflow.id } : told;
  }

  async #save() {
    const { id } = await ask(data.urls.drafts, this.#draft());
    this.workflow ??= { id, name: this.name.value.trim() || this.told.title, version: 0 };
    this.form.querySelector(".saved")?.remove();
    const told = note("good", "Saved as a draft. It does nothing until it is published.");
    told.classList.add("saved");
    this.reason.after(told);
    await this.changed(id);
  }

  async #publish() {
    for (const box of this.form.querySelectorAll(".note.bad, .saved")) box.remove();
    try {
      const body = { ...this.#draft(), confirmed: [...this.ticked], overwrite: Boolean(this.edited.length && this.overwrite.checked) };
      const done = await busy(this.publishButton, "Publishing…", () => ask(data.urls.workflows, body));
      this.field.value = "";
      this.close(published(done));
      await this.changed(done.id);
    } catch (error) {
      this.#refused(error);
    }
  }

  async #refused(error) {
    if (error.code === "edited_in_designer") {
      this.edited = error.detail.differences;
      this.confirm.replaceChildren(...[...this.#designer(), this.#confirming()].filter(Boolean));
    } else if (error.code === "template_differs") {
      const { workflow_id: id, version, differences: rows } = error.detail;
      this.field.value = "";
      this.close(differs(rows, (verb, text) => this.#decide(id, version, verb, text)));
      await this.changed(id);
    } else {
      blame(this.section, error.detail?.node);
      this.reason.before(failure(error));
    }
    this.weighUp();
  }

  async #decide(id, version, verb, text) {
    await ask(`${data.urls.workflows}/${encodeURIComponent(id)}/versions/${version}/${verb}`, {});
    this.close(note("good", text));
    await this.changed(id);
  }
}

/** The words with the step that was chosen in place of what could have been several: "remove step 3". */
function pointed(words, choice) {
  const step = choice.split(":")[0];
  const exact = words.replace(/\b(?:the|that|this|a)\s+[\w-]+/i, step);
  return exact === words ? `${words} ${step}` : exact;
}

function differs(rows, decide) {
  return note(
    "warn",
    element("p", {}, element("b", {}, "Not active: Bitrix24 kept it differently. "), "It stays off until you decide."),
    differences(rows),
    element(
      "div", { className: "row" },
      press("Use it as Bitrix24 kept it", "Starting…", () => decide("accept", "It is active now, as Bitrix24 kept it."), ""),
      press("Throw this version away", "Removing…", () => decide("discard", "Thrown away. Nothing of it is left in Bitrix24."), ""),
    ),
  );
}

function published(done) {
  const how = done.start === "native_create" ? "From now on Bitrix24 starts it by itself." : "From now on the app starts it, once each time it happens.";
  return note(
    "good",
    element("p", {}, element("b", {}, "Published. "), `It is template ${done.template_id} of this Bitrix24, version ${done.version}.`),
    element("p", { className: "hint" }, how),
  );
}
