// The front desk: hand notices in, look through what they oblige, lay them side by side, take it away.
import { hasKey, keep } from "/desk/service.js";
import { all, one, teller, told } from "/desk/parts.js";
import { language, sayAll, speak } from "/desk/words.js";
import { receiveFiles } from "/desk/upload.js";
import { listNotices, offerChosen } from "/desk/notices.js";
import { learn, listDuties, offerFound } from "/desk/duties.js";
import { listComparisons } from "/desk/comparisons.js";

const UNKNOWN = 401;

const comparisons = listComparisons();
const duties = listDuties();
const notices = listNotices({
  compared: async () => {
    await comparisons();
    turn("comparisons");
  },
  removed: () => Promise.all([notices(), duties(), comparisons()]),
});

teller((problem) => {
  const place = one("#told");
  place.textContent = problem?.message ?? "";
  place.hidden = !problem;
  if (problem?.status !== UNKNOWN) return;
  one("#key").hidden = false;
  one("#secret").focus();
});

async function begin() {
  await learn();
  await Promise.all([notices(), duties(), comparisons()]);
  one("#key").hidden = !hasKey();
}

// ---- tabs, as the ARIA pattern has them: arrows go from one to the next
const tabs = all("[role=tab]");

function turn(name) {
  for (const tab of tabs) {
    const open = tab.getAttribute("aria-controls") === name;
    tab.setAttribute("aria-selected", open);
    tab.tabIndex = open ? 0 : -1;
    one(`#${tab.getAttribute("aria-controls")}`).hidden = !open;
  }
}
for (const [at, tab] of tabs.entries()) {
  tab.addEventListener("click", () => turn(tab.getAttribute("aria-controls")));
  tab.addEventListener("keydown", ({ key }) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (!step) return;
    const next = tabs.at((at + step) % tabs.length);
    next.focus();
    next.click();
  });
}

// ---- language
function chooseLanguage(chosen) {
  speak(chosen);
  for (const each of all("[data-language]")) each.setAttribute("aria-pressed", each.dataset.language === language);
  sayAll();
}
for (const each of all("[data-language]")) {
  each.addEventListener("click", () => {
    chooseLanguage(each.dataset.language);
    offerChosen();
    offerFound();
    told(begin);
  });
}

// ---- the key, where the service asks for one
one("#key").addEventListener("submit", (event) => {
  event.preventDefault();
  keep(one("#secret").value.trim());
  one("#secret").value = "";
  told(begin);
});

chooseLanguage(language);
receiveFiles(() => Promise.all([notices(), duties()]));
told(begin);
