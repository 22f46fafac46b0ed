// Forms in which things can be taken away.
import { button, part } from "/desk/parts.js";
import { say } from "/desk/words.js";

const FORMS = [["xlsx", "workbook"], ["csv", null], ["docx", "tasks"], ["ics", "calendar"]];

/** Fills `place` with a button per form; `take(form)` does it. */
export function offer(place, take, forms = FORMS) {
  place.replaceChildren(
    part("span", { class: "soft", "data-say": "takeaway" }, say("takeaway")),
    ...forms.map(([form, name]) => button(name ?? form.toUpperCase(), () => take(form))),
  );
  return place;
}
