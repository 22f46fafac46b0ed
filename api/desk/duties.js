// Obligations of all notices: searched, and shown with what was read of each.
import { get, open, save, saveMade, search } from "/desk/service.js";
import { one, paged, part, rested, told } from "/desk/parts.js";
import { correction } from "/desk/correcting.js";
import { placed } from "/desk/notices.js";
import { offer } from "/desk/takeaway.js";
import { language, say } from "/desk/words.js";

const SHOWN = 20;
const FACETS = ["region", "topic", "system", "modality"];
const SIGNS = { lt: "<", le: "≤", gt: ">", ge: "≥", eq: "=" };
let vocabulary = {};

/** Learns what codes are called. */
export async function learn() {
  const { items } = await get("/v1/vocabulary");
  vocabulary = Object.fromEntries(items.map(({ name, terms }) => [name, Object.fromEntries(terms.map((term) => [term.code, term]))]));
}

const called = (name, code) => vocabulary[name]?.[code]?.[language] ?? code;

/** Lists the obligations that fit the filters. */
export function listDuties() {
  const form = one("#filters");
  const asked = () => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
  const load = paged({
    rows: one("#duties"), more: one("#more-duties"), none: one("#no-duties"), count: one("#count-obligations"),
    fetch: async (cursor) => {
      const page = await get("/v1/obligations", { ...asked(), limit: SHOWN, cursor, facets: cursor ? [] : FACETS });
      if (!cursor) for (const name of FACETS) choices(form.elements[name], name, page.facets[name]);
      return page;
    },
    draw: duty,
  });
  const reload = () => told(load);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", rested(reload));
  form.addEventListener("reset", () => {
    for (const name of FACETS) form.elements[name].replaceChildren();
    setTimeout(reload);
  });
  offerFound();
  return load;
}

/** The forms of what was found, in the language spoken now. */
export function offerFound() {
  const form = one("#filters");
  const filter = () => {
    const { sort, ...given } = Object.fromEntries(new FormData(form));
    const lists = Object.entries(given).filter(([, value]) => value.trim());
    const typed = (name, value) => (FACETS.includes(name) ? [value] : name === "rejected" ? true : value.trim());
    return Object.fromEntries(lists.map(([name, value]) => [name, typed(name, value)]));
  };
  offer(one("#takeaway-found"), (format) => saveMade("/v1/exports", { filter: filter(), format }));
}

function choices(select, name, counted) {
  const kept = select.value;
  const options = counted.map(({ value, count, zh, en }) =>
    part("option", { value }, `${(language === "zh" ? zh : en) ?? value}（${count}）`));
  select.replaceChildren(part("option", { value: "" }, say("any", say(name === "region" ? "place" : name))), ...options);
  if (kept && ![...select.options].some((option) => option.value === kept)) {
    select.append(part("option", { value: kept }, `${kept}（0）`));
  }
  select.value = kept;
}

function duty(found) {
  const card = shown(found);
  const terms = (name) => Object.keys(vocabulary[name]).map((code) => [code, called(name, code)]);
  card.querySelector(".chips").append(correction(found.id, card, terms, (now) => card.replaceWith(duty(now))));
  return card;
}

function shown({ notice, position, title, name, region, issue_date: issued, corrections, obligation }) {
  const address = `/v1/notices/${notice}?format=html#o${position + 1}`;
  return part("li", {},
    part("p", { class: "of" }, `${placed(region)} · `, part("a", { href: address, target: "_blank", rel: "noopener", click: (event) => {
      event.preventDefault();
      told(() => open(address));
    } }, title ?? name), issued && ` · ${issued}`),
    part("blockquote", { lang: "zh-CN" }, obligation.quote),
    part("p", { class: "chips" },
      part("b", { class: obligation.modality.value }, called("modality", obligation.modality.value)),
      obligation.topic && part("span", {}, called("topic", obligation.topic.value)),
      ...obligation.measures.map((measure) => part("span", {}, called("measure", measure.value))),
      corrections > 0 && part("i", {}, say("corrected")),
      part("i", {}, say("basis", called("confidence", obligation.confidence)))),
    part("dl", {}, ...facts(obligation)),
  );
}

function* facts({ responsible, deadlines, thresholds, targets }) {
  yield* fact("who", responsible.length ? responsible.map((party) => [
    `${called("role", party.role)} ${party.unit}`, party.evidence]) : [[say("nobody"), null]]);
  yield* fact("when", deadlines.map((deadline) => [due(deadline), deadline.evidence]));
  yield* fact("limits", thresholds.map((one) => [measured(one, one.attribute), one.evidence]));
  yield* fact("aims", targets.map((one) => [measured(one) + (one.end ? `（${one.end}）` : ""), one.evidence]));
}

function* fact(name, values) {
  if (!values.length) return;
  yield part("dt", {}, say(name));
  yield part("dd", {}, ...values.map(([words, evidence]) => part("span", {
    class: evidence?.inherited ? "inherited" : null, title: evidence && `“${evidence.quote}”`,
  }, words)));
}

function due({ start, end, kind, evidence }) {
  const dates = [start, end].filter(Boolean).join(" — ");
  return dates ? `${dates} ${evidence.quote}` : `${called("deadline_kind", kind)} ${evidence.quote}`;
}

function measured({ subject, comparator, value, unit, exclusions = [] }, attribute = null) {
  const without = exclusions.length > 0 && say("without", exclusions.map((one) => one.value).join("、"));
  const sign = SIGNS[comparator] ?? called("comparator", comparator);
  return [subject, attribute, sign, value.toLocaleString("en"), unit, without].filter(Boolean).join(" ");
}
