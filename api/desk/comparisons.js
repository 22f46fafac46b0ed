// Comparisons that were made: looked at, taken away, removed.
import { get, open, remove, save } from "/desk/service.js";
import { button, one, paged, part } from "/desk/parts.js";
import { offer } from "/desk/takeaway.js";
import { language, say } from "/desk/words.js";

const SHOWN = 20;
const FORMS = [["xlsx", "workbook"], ["csv", null], ["docx", "tasks"]];

/** Lists the comparisons. */
export function listComparisons() {
  const load = paged({
    rows: one("#comparison-rows"), more: one("#more-comparisons"), none: one("#no-comparisons"), count: one("#count-comparisons"),
    fetch: (cursor) => get("/v1/comparisons", { limit: SHOWN, cursor }),
    draw: (made) => row(made, load),
  });
  return load;
}

function row(made, reload) {
  const address = `/v1/comparisons/${made.id}`;
  const when = new Date(made.created).toLocaleString(language === "zh" ? "zh-CN" : "en");
  return part("li", {},
    part("div", {}, part("b", {}, made.name || say("laid", made.notices.length)), part("small", {}, when)),
    button("matrix", () => open(`${address}?format=html`), { class: "primary" }),
    offer(part("span", { class: "takeaway" }), (format) => save(`${address}?format=${format}`), FORMS),
    button("remove", async () => {
      await remove(address);
      await reload();
    }, { class: "danger" }),
  );
}
