"use strict";
const all = (what, root = document) => [...root.querySelectorAll(what)];
const one = (what, root = document) => root.querySelector(what);
const source = one("#source"), tasks = one("#tasks");
const cards = all(".card"), tabs = all("[role=tab]"), form = one(".filters");
const segments = [];
for (const segment of all("[data-s]", source)) segments[segment.dataset.s] = segment;

// ---- marks: an element with data-a and data-b stands for the segments from a to b
const span = (item) => {
  const found = [];
  for (let at = +item.dataset.a; at <= +item.dataset.b; at += 1) if (segments[at]) found.push(segments[at]);
  return found;
};
const wipe = (...names) => {
  for (const name of names) for (const marked of all("." + name)) marked.classList.remove(name);
};
const inside = (item) => all("[data-a]", item);
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const bring = (element, block) => {
  if (element) element.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
};
const seen = (element, pane) => {
  const box = element.getBoundingClientRect(), frame = pane.getBoundingClientRect();
  return box.top > frame.top + 40 && box.bottom < frame.bottom - 20;
};
const show = (marked) => {
  if (marked.length && !(seen(marked[0], source) && seen(marked[marked.length - 1], source))) bring(marked[0], "center");
};

let chosen = null;
function clear() {
  chosen = null;
  wipe("on", "lit", "chosen", "near", "active");
  source.classList.remove("picked");
  for (const pin of all(".pin[aria-pressed]", source)) pin.removeAttribute("aria-pressed");
}
function paint(card) {
  clear();
  chosen = card;
  card.classList.add("active");
  source.classList.add("picked");
  for (const marked of [card, ...inside(card)]) {
    if (marked === card || !/topic|other|modality/.test(marked.dataset.kind)) for (const segment of span(marked)) segment.classList.add("on");
  }
  const pin = one(`.pin[data-o="${card.id.slice(1)}"]`, source);
  if (pin) pin.setAttribute("aria-pressed", "true");
  try { history.replaceState(null, "", "#" + card.id); } catch { /* some viewers of files refuse */ }
}
function select(card, scroll = "both") {
  reveal(card);
  paint(card);
  if (scroll !== "source") bring(card, "nearest");
  if (scroll !== "card") show(span(card));
}
function point(item) {
  const card = item.closest(".card");
  if (card) { if (card !== chosen) paint(card); } else clear();
  wipe("lit", "chosen");
  const marked = span(item);
  source.style.setProperty("--lit", getComputedStyle(item).getPropertyValue("--k") || "var(--seal)");
  for (const segment of marked) segment.classList.add("lit");
  item.classList.add("chosen");
  show(marked);
}

// ---- from the words to the card; words that several rest on lead to one after the other
const covers = (item, at) => +item.dataset.a <= at && at <= +item.dataset.b;
const length = (item) => item.dataset.b - item.dataset.a;
const items = all("[data-a]").filter((item) => !item.closest(".card"));
function answer(at) {
  const own = cards.filter((card) => covers(card, at)).sort((x, y) => length(x) - length(y));
  const resting = cards.filter((card) => !own.includes(card) && inside(card).some((item) => covers(item, at)));
  const found = [...own, ...resting];
  if (!found.length) {
    const item = items.filter((other) => covers(other, at)).sort((x, y) => length(x) - length(y))[0];
    if (item) { open(item); point(item); bring(item, "nearest"); }
    return;
  }
  const card = found[(found.indexOf(chosen) + 1) % found.length];
  select(card, "source");
  bring(card, "center");
  for (const other of found) if (other !== card) other.classList.add("near");
  const value = inside(card).filter((item) => covers(item, at)).sort((x, y) => length(x) - length(y))[0];
  if (value) value.classList.add("chosen");
}
function open(item) {
  const panel = item.closest(".panel"), fold = item.closest("details");
  if (panel) tab(one("#tab-" + panel.id.slice(5)));
  if (fold) fold.open = true;
}

// ---- filters
const words = new Map(cards.map((card) => [card, card.textContent.replace(/\s+/g, "").toLowerCase()]));
const plain = (text) => text.replace(/\s+/g, "").toLowerCase();
const fits = {
  modality: (card, value) => card.dataset.modality === value,
  topic: (card, value) => card.dataset.topic === value,
  system: (card, value) => card.dataset.system.split(" ").includes(value),
  unit: (card, value) => card.dataset.unit.split("\n").includes(value),
  deadline: (card, value) =>
    value === "+" ? card.dataset.deadline !== "" : value === "-" ? card.dataset.deadline === ""
      : card.dataset.deadline.split(" ").includes(value),
};
function narrow() {
  const needle = plain(form.elements.search.value);
  const wanted = Object.keys(fits).map((key) => [key, form.elements[key].value]).filter(([, value]) => value);
  let count = 0;
  for (const card of cards) {
    const fit = words.get(card).includes(needle) && wanted.every(([key, value]) => fits[key](card, value));
    card.hidden = !fit;
    count += fit;
  }
  for (const list of all("select", form)) list.classList.toggle("set", list.value !== "");
  one("#shown").textContent = count;
  one("#none").hidden = count > 0 || cards.length === 0;
  one("#undo").hidden = !needle && !wanted.length;
}
function reveal(card) {
  tab(one("#tab-obligations"));
  if (card.hidden) { form.reset(); narrow(); find(""); }
}

// ---- search in the source, over the ends of lines
let hits = [], hit = -1;
function find(needle) {
  hits = []; hit = -1;
  if (!window.CSS || !CSS.highlights) return;
  CSS.highlights.delete("found");
  needle = plain(needle);
  if (needle.length < 2) return;
  let text = "";
  const places = [];
  for (const segment of segments) {
    const node = segment && segment.firstChild;
    if (!node) continue;
    for (let at = 0; at < node.data.length; at += 1) {
      const lower = node.data[at].toLowerCase();
      if (/\s/.test(lower) || lower.length !== 1) continue;
      text += lower;
      places.push([node, at]);
    }
  }
  for (let at = text.indexOf(needle); at >= 0 && hits.length < 2000; at = text.indexOf(needle, at + needle.length)) {
    const range = new Range(), first = places[at], last = places[at + needle.length - 1];
    range.setStart(...first);
    range.setEnd(last[0], last[1] + 1);
    hits.push(range);
  }
  if (hits.length) CSS.highlights.set("found", new Highlight(...hits));
}
function next() {
  if (!hits.length) return;
  hit = (hit + 1) % hits.length;
  bring(hits[hit].startContainer.parentElement, "center");
}

// ---- tabs, language
function tab(wanted) {
  for (const other of tabs) {
    const here = other === wanted;
    other.setAttribute("aria-selected", String(here));
    other.tabIndex = here ? 0 : -1;
    one("#" + other.getAttribute("aria-controls")).hidden = !here;
  }
}
function speak(language) {
  const key = language === "en" ? "En" : "Zh";
  document.documentElement.lang = language === "en" ? "en" : "zh-CN";
  for (const element of all("[data-zh]")) element.textContent = element.dataset[key.toLowerCase()];
  for (const element of all("[data-label-zh]")) element.setAttribute("aria-label", element.dataset["label" + key]);
  for (const element of all("[data-title-zh]")) element.title = element.dataset["title" + key];
  for (const element of all("[data-group-zh]")) element.label = element.dataset["group" + key];
  for (const element of all("[data-placeholder-zh]")) element.placeholder = element.dataset["placeholder" + key];
  for (const button of all("[data-ui]")) button.setAttribute("aria-pressed", String(button.dataset.ui === language));
}

// ---- what happens
function step(by) {
  const shown = cards.filter((card) => !card.hidden);
  if (!shown.length) return;
  const at = shown.indexOf(chosen);
  const card = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1)];
  select(card);
  card.focus({ preventScroll: true });
}
source.addEventListener("click", (event) => {
  if (String(getSelection()).length) return;
  const pin = event.target.closest(".pin"), segment = event.target.closest("[data-s]");
  if (pin) { const card = one("#o" + pin.dataset.o); select(card, "source"); bring(card, "center"); }
  else if (segment) answer(+segment.dataset.s);
  else clear();
});
document.addEventListener("click", (event) => {
  const item = event.target.closest("button[data-a]");
  if (item && !source.contains(item)) { point(item); return; }
  const card = event.target.closest(".card");
  if (card && !String(getSelection()).length) select(card, "both");
});
form.addEventListener("input", () => { narrow(); find(form.elements.search.value); });
form.addEventListener("reset", () => setTimeout(() => { narrow(); find(""); }));
form.addEventListener("submit", (event) => { event.preventDefault(); next(); });
for (const button of tabs) {
  button.addEventListener("click", () => tab(button));
  button.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const other = tabs[(tabs.indexOf(button) + by + tabs.length) % tabs.length];
    tab(other);
    other.focus();
  });
}
for (const button of all("[data-ui]")) button.addEventListener("click", () => speak(button.dataset.ui));
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches("input, select, textarea");
  if (event.key === "Escape") { if (typing) event.target.blur(); clear(); return; }
  if (typing) { if (event.key === "Enter" && event.target.type === "search") { event.preventDefault(); next(); } return; }
  const by = { j: 1, J: 1, k: -1, K: -1 }[event.key];
  if (by) { event.preventDefault(); step(by); }
  if (event.key === "/") { event.preventDefault(); tab(one("#tab-obligations")); form.elements.search.focus(); }
  if (event.key === "Enter" && event.target.matches(".card")) select(event.target);
});
speak((navigator.language || "zh").toLowerCase().startsWith("zh") ? "zh" : "en");
const asked = /^#o\d+$/.test(location.hash) && one(location.hash);
if (asked) select(asked);
