// From files to notices: sent, followed, and told file by file.
import { get, open, post, remove } from "/desk/service.js";
import { button, one, part, told } from "/desk/parts.js";
import { say } from "/desk/words.js";

const ASKED_EVERY = 700;
const ENDED = new Set(["succeeded", "partial", "failed", "cancelled"]);

/** Watches the place where files are dropped; `arrived` is called when notices have come in. */
export function receiveFiles(arrived) {
  const input = one("#files"), place = one(".drop");
  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = "";
    told(() => send(files, arrived));
  });
  for (const name of ["dragenter", "dragover"]) place.addEventListener(name, (event) => {
    event.preventDefault();
    place.classList.add("over");
  });
  for (const name of ["dragleave", "drop"]) place.addEventListener(name, () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    told(() => send([...event.dataTransfer.files], arrived));
  });
}

async function send(files, arrived) {
  if (!files.length) return;
  const form = new FormData();
  for (const file of files) form.append("files", file, file.name);
  const rows = files.map((file) => row(file.name, "sending"));
  one("#jobs").prepend(...rows);
  try {
    const { job } = await post("/v1/notices", form);
    await follow(job, rows);
  } catch (problem) {
    for (const each of rows) each.remove();
    throw problem;
  }
  await arrived();
}

async function follow(job, rows) {
  const stop = button("cancel", () => remove(`/v1/jobs/${job.id}`));
  rows[0].append(stop);
  while (true) {
    job.files.forEach((file, at) => rows[at] && show(rows[at], file));
    if (ENDED.has(job.status)) break;
    await new Promise((done) => setTimeout(done, ASKED_EVERY));
    job = await get(`/v1/jobs/${job.id}`);
  }
  stop.remove();
  await Promise.all(job.files.map((file, at) => rows[at] && count(rows[at], file.notices)));
}

async function count(row, notices) {
  if (!notices.length) return;
  const { total } = await get("/v1/obligations", { notice: notices, limit: 1 });
  row.append(part("span", { class: "found" }, say("duties_found", total)));
  if (notices.length === 1) row.append(button("read", () => open(`/v1/notices/${notices[0]}?format=html`)));
}

function row(name, status) {
  return part("li", { class: status }, part("span", { class: "name" }, name), part("span", { class: "state" }, say(status)));
}

function show(row, file) {
  row.className = file.status;
  one(".state", row).textContent = state(file);
}

function state(file) {
  if (file.message) return say("because", say(file.status), file.message);
  if (file.known) return say("known");
  if (file.status === "running" && file.pages_total > 1) {
    return `${say("running")} ${say("pages", file.pages_done, file.pages_total)}`;
  }
  return say(file.status);
}
