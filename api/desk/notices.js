// The notices that are there: read, chosen, compared, taken away.
import { get, open, post, remove, save, saveMade } from "/desk/service.js";
import { all, button, once, one, paged, part, rested, told } from "/desk/parts.js";
import { offer } from "/desk/takeaway.js";
import { say } from "/desk/words.js";

const SHOWN = 50;
const LONGEST_NAME = 200;
const chosen = new Map();

/** How a place is called: the smallest that is named. */
export const placed = (region) => region?.county ?? region?.city ?? region?.province ?? "—";

const called = ({ region, issue_date: issued, title, name }) =>
  region ? placed(region) + (issued ?? "").slice(0, 4) : title ?? name;

/** Lists the notices; `compared` is called with a new comparison, `removed` after a notice went. */
export function listNotices({ compared, removed }) {
  const filters = one("#notice-filters");
  const load = paged({
    rows: one("#notice-rows"), more: one("#more-notices"), none: one("#no-notices"), count: one("#count-notices"),
    fetch: (cursor) => get("/v1/notices", { text: filters.text.value.trim(), limit: SHOWN, cursor }),
    draw: (notice) => row(notice, async () => { await removed(); }),
  });
  const reload = async () => {
    await load();
    one("#no-notices").textContent = say(filters.text.value.trim() ? "none_fit" : "no_notices");
    marked();
  };
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("input", rested(() => told(reload)));
  one("#every").addEventListener("change", ({ target }) => {
    for (const box of all("#notice-rows input")) if (box.checked !== target.checked) box.click();
  });
  one("#unchoose").addEventListener("click", () => {
    chosen.clear();
    marked();
  });
  one("#compare").addEventListener("click", once(async () => {
    const reference = one("#reference").value || null;
    const against = reference ? `（${say("reference")} ${chosen.get(reference)}）` : "";
    const name = ([...chosen.values()].join("、") + against).slice(0, LONGEST_NAME);
    await compared(await post("/v1/comparisons", { notices: [...chosen.keys()], reference, name }));
  }));
  offerChosen();
  return reload;
}

/** The bar of what is chosen, in the language spoken now. */
export function offerChosen() {
  offer(one("#takeaway-chosen"), (format) => saveMade("/v1/exports", { notices: [...chosen.keys()], format }));
  marked();
}

function row(notice, removed) {
  const title = notice.title ?? notice.name;
  const pick = part("input", {
    type: "checkbox", value: notice.id, "aria-label": title,
    change: ({ target }) => {
      if (target.checked) chosen.set(notice.id, called(notice));
      else chosen.delete(notice.id);
      marked();
    },
  });
  const address = `/v1/notices/${notice.id}`;
  return part("tr", {},
    part("td", { class: "pick" }, pick),
    part("td", { class: "code" }, placed(notice.region)),
    part("td", { class: "title" },
      part("a", { href: `${address}?format=html`, target: "_blank", rel: "noopener", click: (event) => {
        event.preventDefault();
        told(() => open(`${address}?format=html`));
      } }, title),
      part("small", {}, notice.name)),
    part("td", { class: "code" }, notice.document_number ?? "—"),
    part("td", { class: "code" }, notice.issue_date ?? "—"),
    part("td", { class: "figure" }, String(notice.obligations)),
    part("td", { class: "acts" },
      button("original", () => save(`${address}/original`)),
      button("remove", async () => {
        if (!confirm(say("remove_asked", title))) return;
        await remove(address);
        chosen.delete(notice.id);
        await removed();
      }, { class: "danger" })),
  );
}

function marked() {
  const boxes = all("#notice-rows input");
  for (const box of boxes) box.checked = chosen.has(box.value);
  one("#every").checked = boxes.length > 0 && boxes.every((box) => box.checked);
  one("#chosen").hidden = chosen.size === 0;
  one("#chosen-count").textContent = say("chosen", chosen.size);
  one("#compare").disabled = chosen.size < 2;
  const kept = one("#reference").value;
  one("#reference").replaceChildren(
    part("option", { value: "" }, say("no_reference")),
    ...[...chosen].map(([id, name]) => part("option", { value: id }, name)),
  );
  one("#reference").value = chosen.has(kept) ? kept : "";
}
