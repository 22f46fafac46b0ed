// The service as this page asks it: JSON, files, and problems in words.
import { language, say } from "/desk/words.js";

const SECRET = "taizhang.key";
const HELD = 60_000;

/** What the service, or the way to it, says is wrong; `status` 0 where nothing answered. */
export class Problem extends Error {
  constructor(status, words) {
    super(words);
    this.status = status;
  }
}

export const keep = (secret) => sessionStorage.setItem(SECRET, secret);
export const hasKey = () => Boolean(sessionStorage.getItem(SECRET));

function headers(more = {}) {
  const secret = sessionStorage.getItem(SECRET);
  return { "Accept-Language": language, ...(secret && { Authorization: `Bearer ${secret}` }), ...more };
}

async function answered(path, asked = {}) {
  let answer;
  try {
    answer = await fetch(path, { ...asked, headers: headers(asked.headers) });
  } catch {
    throw new Problem(0, say("offline"));
  }
  if (!answer.ok) throw new Problem(answer.status, await words(answer));
  return answer;
}

async function words(answer) {
  const said = await answer.json().catch(() => ({}));
  const values = (said.errors ?? []).map((one) => one.message);
  return [said.detail ?? said.title ?? answer.statusText, ...values].join(" ");
}

/** JSON of an address; lists in `query` are repeated, empty values left out. */
export async function get(path, query = {}) {
  return (await answered(`${path}${search(query)}`)).json();
}

export async function post(path, body) {
  const json = { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  return (await answered(path, { method: "POST", ...(body instanceof FormData ? { body } : json) })).json();
}

/** A thing as it stands, with the mark by which a change of it is bound to what was seen. */
export async function read(path) {
  const answer = await answered(path);
  return { found: await answer.json(), etag: answer.headers.get("etag") };
}

export async function change(path, body, etag) {
  const marked = { "Content-Type": "application/json", "If-Match": etag };
  return (await answered(path, { method: "PATCH", body: JSON.stringify(body), headers: marked })).json();
}

export const remove = (path) => answered(path, { method: "DELETE" });

/** `?a=1&b=2&b=3`, or nothing. */
export function search(query) {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) if (one !== "" && one != null) said.append(name, one);
  }
  return String(said) && `?${said}`;
}

/** Opens an address: in a tab of its own, or, where a key must go with it, saved as a file. */
export async function open(path) {
  if (!hasKey()) window.open(path, "_blank", "noopener");
  else await save(path);
}

/** Saves what an address answers under the name that it gives. */
export async function save(path, asked = {}) {
  const answer = await answered(path, asked);
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = named(answer.headers.get("content-disposition") ?? "") || path.split("/").pop();
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), HELD);
}

function named(disposition) {
  const found = /filename\*=UTF-8''([^;]+)/i.exec(disposition);
  return found && decodeURIComponent(found[1]);
}

export const saveMade = (path, body) => save(path, {
  method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" },
});
