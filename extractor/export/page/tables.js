"use strict";
const sections = [...document.querySelectorAll("section")];
const tabs = [...document.querySelectorAll("nav button")];
const filter = document.getElementById("filter");
function open(key) {
  sections.forEach((s) => s.classList.toggle("open", s.id === key));
  tabs.forEach((t) => t.setAttribute("aria-pressed", String(t.dataset.table === key)));
  narrow();
}
function narrow() {
  const words = filter.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  document.querySelectorAll("section.open tbody tr").forEach((row) => {
    const long = [...row.querySelectorAll("td[title]")].map((cell) => cell.title);
    const said = [row.textContent, ...long].join(" ").toLowerCase();
    row.hidden = !words.every((word) => said.includes(word));
  });
}
function sort(button) {
  const order = button.dataset.order === "1" ? -1 : 1;
  button.closest("tr").querySelectorAll("button").forEach((b) => delete b.dataset.order);
  button.dataset.order = String(order);
  const body = button.closest("table").tBodies[0];
  const at = Number(button.dataset.sort);
  const number = button.dataset.kind === "number";
  const value = (row) => row.cells[at].title || row.cells[at].textContent;
  const rows = [...body.rows].sort((a, b) => {
    const x = value(a), y = value(b);
    if (!x || !y) return (x ? 0 : 1) - (y ? 0 : 1);
    return order * (number ? Number(x) - Number(y) : x.localeCompare(y, "zh"));
  });
  body.append(...rows);
}
function follow(link) {
  const key = link.hash.slice(1);
  const rows = [...document.querySelectorAll(`#${key} tbody tr`)];
  const row = rows.find((one) => one.cells[0].textContent === link.textContent);
  if (!row) return;
  filter.value = "";
  open(key);
  document.querySelectorAll("tr.found").forEach((one) => one.classList.remove("found"));
  row.classList.add("found");
  row.scrollIntoView({ block: "center" });
}
document.querySelector("main").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  follow(link);
});
tabs.forEach((tab) => tab.addEventListener("click", () => open(tab.dataset.table)));
document.querySelectorAll("th button").forEach((b) => b.addEventListener("click", () => sort(b)));
filter.addEventListener("input", narrow);
if (sections.length) open(sections[0].id);
