// Corrections: what a person says instead of the machine, kept beside it with who and when.
import { change, read } from "/desk/service.js";
import { button, once, part } from "/desk/parts.js";
import { say } from "/desk/words.js";

/** A button that opens the form of a correction in `card`; `corrected` gets the obligation as it is then. */
export function correction(id, card, terms, corrected) {
  return button("correct", async () => {
    if (card.querySelector("form")) return;
    const { found, etag } = await read(`/v1/obligations/${id}`);
    const form = drawn(found, terms);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      once(async () => {
        const changes = changed(form, found);
        const note = form.elements.note.value.trim() || null;
        if (!Object.keys(changes).length) form.remove();
        else corrected(await change(`/v1/obligations/${id}`, { changes, note }, etag));
      })({ currentTarget: event.submitter });
    });
    card.append(form);
    form.elements.topic.focus();
  });
}

function drawn({ obligation, rejected }, terms) {
  const form = part("form", { class: "correction" },
    choice("topic", terms("topic"), obligation.topic?.value),
    choice("modality", terms("modality"), obligation.modality.value),
    part("label", {}, say("units"), part("textarea", { name: "units", rows: 3 }, units(obligation).join("\n"))),
    part("label", {}, part("input", { type: "checkbox", name: "rejected", checked: rejected }), ` ${say("rejected")}`),
    part("label", {}, say("note"), part("input", { name: "note", maxlength: 2000 })),
    part("div", {}, part("button", { class: "primary" }, say("keep")), " ",
      button("leave", () => form.remove())),
  );
  return form;
}

function choice(name, terms, chosen) {
  return part("label", {}, say(name), part("select", { name }, ...terms.map(([code, words]) =>
    part("option", { value: code, selected: code === chosen }, words))));
}

const units = ({ responsible }) => responsible.map(({ unit }) => unit);

function changed({ elements }, { obligation, rejected }) {
  const said = {
    topic: elements.topic.value, modality: elements.modality.value, rejected: elements.rejected.checked,
    responsible: elements.units.value.split("\n").map((line) => line.trim()).filter(Boolean),
  };
  const was = { topic: obligation.topic?.value, modality: obligation.modality.value, rejected, responsible: units(obligation) };
  return Object.fromEntries(Object.entries(said).filter(([name, value]) => String(value) !== String(was[name])));
}
