// Parts of a page, made from values: words never become elements.
import { say } from "/desk/words.js";

export const one = (what, root = document) => root.querySelector(what);
export const all = (what, root = document) => [...root.querySelectorAll(what)];

/** An element with attributes and what stands in it; functions are listeners, `null` is left out. */
export function part(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, "");
    else if (value != null && value !== false) made.setAttribute(key, value);
  }
  made.append(...inside.flat().filter((each) => each != null && each !== false));
  return made;
}

/** A button that cannot be pressed again before what it does is done. */
export function button(name, act, attributes = {}) {
  return part("button", { type: "button", "data-say": name, ...attributes, click: once(act) }, say(name));
}

/** The listener that does `act`, tells what went wrong, and holds its button until the end. */
export function once(act) {
  return async ({ currentTarget: held }) => {
    held.disabled = true;
    await told(act);
    held.disabled = false;
  };
}

let tell = (problem) => { if (problem) throw problem; };

/** Who is told what goes wrong, and with `null` that something else is begun. */
export function teller(listener) {
  tell = listener;
}

/** Does `act`, and tells what goes wrong in words. */
export async function told(act) {
  tell(null);
  try {
    return await act();
  } catch (problem) {
    return tell(problem);
  }
}

/** A list that comes in pages: the first anew, the next behind it. */
export function paged({ rows, more, none, count, fetch, draw }) {
  let next = null, asked = 0;
  const load = async (cursor) => {
    const turn = (asked += 1);
    const page = await fetch(cursor);
    // An answer that was overtaken by a later question is not shown.
    if (turn !== asked) return null;
    if (!cursor) rows.replaceChildren();
    rows.append(...page.items.map(draw));
    next = page.next;
    more.hidden = !next;
    none.hidden = page.total > 0;
    if (count) count.textContent = page.total;
    return page;
  };
  more.addEventListener("click", once(() => load(next)));
  return () => load(null);
}

/** Calls `act` when nothing was said for a while. */
export function rested(act, milliseconds = 250) {
  let waiting = 0;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(act, milliseconds);
  };
}
