// What was typed in a register and is not yet on the server. Each change is kept on this device first
// (localStorage, one key a change), sent in order, and taken away only when the server has answered.
// A change holds the user, a key of its own, and the version of the mark that the user saw.

import { gettext, ngettext } from "./text.js";

const PREFIX = "leerrecht-register/";
const LOCAL = "leerrecht-aanwezig/";
const WAIT = 350;
const RETRY = 10_000;
const user = document.body.dataset.user ?? "";

let sequence = 0;
let timer = 0;
let sending = false;
let again = false;
let memory = null;
// What this page sent for a mark: a "conflict" with our own change whose answer was lost is none.
const sent = new Map();

export const events = new EventTarget();
const emit = (name, detail) => events.dispatchEvent(new CustomEvent(name, { detail }));

function store() {
  if (memory) return memory;
  try {
    localStorage.setItem(`${PREFIX}proef`, "1");
    localStorage.removeItem(`${PREFIX}proef`);
    return localStorage;
  } catch {
    // Storage is switched off or full: keep it in this page, and say so.
    memory = new Map();
    memory.getItem = (key) => memory.get(key) ?? null;
    memory.setItem = (key, value) => { memory.set(key, value); };
    memory.removeItem = (key) => { memory.delete(key); };
    return memory;
  }
}

function keys() {
  const kept = store();
  const all = kept === memory ? [...memory.keys()] : Object.keys(localStorage);
  return all.filter((key) => key.startsWith(PREFIX)).sort();
}

export const persistent = () => store() !== memory;

// Unsent changes of the signed-in user, in the order in which they were made.
export function mine() {
  return keys()
    .filter((key) => user && key.startsWith(`${PREFIX}${user}/`))
    .map((key) => ({ key, ...JSON.parse(store().getItem(key)) }));
}

export const ofOthers = () => keys().filter((key) => !user || !key.startsWith(`${PREFIX}${user}/`)).length;
const keep = ({ key, ...item }) => store().setItem(key, JSON.stringify(item));
const drop = (key) => store().removeItem(key);
const waiting = () => mine().filter((item) => !item.conflict && !item.refused);
export const problems = () => mine().filter((item) => item.conflict || item.refused);

// Keep a change and send it soon. ``change``: {url, pupil, mark, minutes, seen} or {url, taken: true}; one from a
// card also has ``note``, and with ``details`` its ``ground`` and ``sub_code``.
export function add(change) {
  sequence += 1;
  const order = `${Date.now()}`.padStart(15, "0") + `${sequence}`.padStart(6, "0");
  const unique = Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join("");
  // An earlier problem with the same mark is overtaken by what the user chooses now.
  for (const item of problems()) {
    if (item.url === change.url && item.pupil === change.pupil) drop(item.key);
  }
  keep({ key: `${PREFIX}${user}/${order}-${unique}`, ...change });
  emit("state", { state: "waiting" });
  schedule(WAIT);
}

// Before it was sent: take back what a fill had added.
export function takeBack(url, pupils) {
  const wanted = new Set(pupils);
  for (const item of waiting()) {
    if (item.url === url && (item.taken || wanted.has(item.pupil))) drop(item.key);
  }
}

export const hasUnsentFill = (url) => waiting().some((item) => item.url === url && item.taken);

export function schedule(delay) {
  clearTimeout(timer);
  timer = setTimeout(flush, delay);
}

let token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";

// A sign-in in another window renews the token: read it from a fresh copy of this page.
async function renewToken() {
  const page = await fetch(location.href, { redirect: "manual", credentials: "same-origin" }).catch(() => null);
  if (!page || page.type === "opaqueredirect") return "signed-out";
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
  if (fresh.body.dataset.user !== user) return fresh.body.dataset.user ? "other" : "signed-out";
  token = fresh.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
  return "renewed";
}

// Send everything, half-day by half-day. Only one page of this user sends at a time.
export async function flush() {
  clearTimeout(timer);
  if (!user || sending) {
    again = sending;
    return;
  }
  sending = true;
  try {
    if (navigator.locks) await navigator.locks.request(`${PREFIX}${user}`, sendAll);
    else await sendAll();
  } finally {
    sending = false;
  }
  if (again) {
    again = false;
    schedule(WAIT);
  }
}

async function sendAll() {
  for (;;) {
    const [first] = waiting();
    if (!first) break;
    const items = waiting().filter((item) => item.url === first.url);
    emit("state", { state: "sending" });
    if (!(await send(first.url, items))) return;
  }
  emit("state", { state: problems().length ? "problems" : "saved" });
}

// A later mark takes the place of an earlier one, but what a card said beside it is not lost.
function over(earlier, item) {
  const kept = {};
  if (earlier?.note !== undefined) kept.note = earlier.note;
  if (earlier?.details && earlier.mark === item.mark) {
    Object.assign(kept, { details: true, ground: earlier.ground, sub_code: earlier.sub_code });
  }
  return { ...kept, ...item };
}

function entryOf({ pupil, mark, minutes, seen, note, details, ground, sub_code: own }) {
  const entry = { pupil, mark, minutes: minutes ?? null, seen };
  if (note !== undefined) entry.note = note;
  if (details) Object.assign(entry, { details, ground, sub_code: own });
  return entry;
}

function bodyOf(items) {
  const last = new Map();
  for (const item of items) if (!item.taken) last.set(item.pupil, over(last.get(item.pupil), item));
  const entries = [...last.values()].map(entryOf);
  return { last, body: JSON.stringify({ user: Number(user), entries, taken: items.some((item) => item.taken) }) };
}

const post = (url, body) => fetch(url, {
  method: "POST",
  credentials: "same-origin",
  redirect: "manual",
  // Goes on where the page is closed meanwhile.
  keepalive: true,
  headers: { "Content-Type": "application/json", "X-CSRFToken": token },
  body,
});

// The page is being closed: send without waiting. What is sent twice because of it is saved once.
function sendLast() {
  const items = waiting();
  for (const url of new Set(items.map((item) => item.url))) {
    post(url, bodyOf(items.filter((item) => item.url === url)).body).catch(() => { /* kept, and sent at the next visit */ });
  }
}

// One request. True: go on with the rest; false: stop here, the changes are kept.
async function send(url, items, { alone = false, renewed = false } = {}) {
  const { last, body } = bodyOf(items);
  for (const item of last.values()) {
    const place = `${url} ${item.pupil}`;
    sent.set(place, (sent.get(place) ?? new Set()).add(item.mark));
  }
  let response;
  try {
    response = await post(url, body);
  } catch {
    emit("state", { state: "offline" });
    schedule(RETRY);
    return false;
  }
  const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
  const answer = isJson ? await response.json().catch(() => null) : null;
  if (response.ok && answer) {
    settle(url, items, last, answer);
    return true;
  }
  let who = answer?.reason === "other_user" ? "other" : "signed-out";
  if (response.status === 403 && !answer && !renewed) {
    who = await renewToken();
    if (who === "renewed") return send(url, items, { alone, renewed: true });
  }
  if (response.status === 401 || response.type === "opaqueredirect" || (response.status === 403 && !answer)) {
    emit("state", { state: who });
    return false;
  }
  if ([400, 403, 404, 413].includes(response.status)) {
    const text = answer?.error ?? gettext("Dit register bestaat niet meer, of u hebt er geen toegang meer toe.");
    if (alone || items.length === 1) {
      for (const item of items) keep({ ...item, refused: text });
      emit("problem", { url });
      return true;
    }
    // One wrong entry refuses the whole: find it by sending them one by one.
    const marks = [...last.values()].map((item) => items.filter((other) => other.pupil === item.pupil && !other.taken));
    const fills = items.filter((item) => item.taken);
    for (const part of fills.length ? [...marks, fills] : marks) {
      if (!(await send(url, part, { alone: true }))) return false;
    }
    return true;
  }
  emit("state", { state: "trouble" });
  schedule(RETRY);
  return false;
}

function isOwn(cell, url, items) {
  if (String(cell.by_id) !== user) return false;
  const queued = items.some((item) => item.pupil === cell.pupil && item.mark === cell.mark);
  return queued || Boolean(sent.get(`${url} ${cell.pupil}`)?.has(cell.mark));
}

function settle(url, items, last, answer) {
  const conflicts = new Map(answer.conflicts.map((cell) => [cell.pupil, cell]));
  for (const item of items) {
    const cell = item.taken ? null : conflicts.get(item.pupil);
    if (!cell || last.get(item.pupil).key !== item.key) drop(item.key);
    else if (isOwn(cell, url, items)) keep({ ...last.get(item.pupil), seen: cell.version });
    else keep({ ...last.get(item.pupil), conflict: { mark: cell.mark, minutes: cell.minutes, version: cell.version, by: cell.by, at: cell.at } });
  }
  // What was typed meanwhile builds on what has just been saved.
  const versions = new Map(answer.changed.map((cell) => [cell.pupil, cell.version]));
  for (const item of waiting()) {
    if (item.url === url && !item.taken && versions.has(item.pupil)) keep({ ...item, seen: versions.get(item.pupil) });
  }
  emit("saved", { url, changed: answer.changed, takenAt: answer.taken_at, sent: items.some((item) => item.taken) });
  if (answer.conflicts.length) emit("problem", { url });
}

// The user decides about a conflict: keep what the other entered, or send the own choice on top of it.
export function resolve(key, own) {
  const item = mine().find((candidate) => candidate.key === key);
  if (!item) return;
  if (own && item.conflict) {
    const { conflict, ...rest } = item;
    keep({ ...rest, seen: conflict.version });
    schedule(0);
  } else {
    drop(key);
    emit("state", { state: problems().length ? "problems" : "saved" });
  }
  emit("problem", { url: item.url });
}

// Pupils said to be present in a register that is not taken yet: not stored on the server, kept here.
export const present = {
  read(url) {
    return new Set(JSON.parse(store().getItem(`${LOCAL}${user}/${url}`) ?? "[]"));
  },
  write(url, pupils) {
    if (pupils.size) store().setItem(`${LOCAL}${user}/${url}`, JSON.stringify([...pupils]));
    else store().removeItem(`${LOCAL}${user}/${url}`);
  },
};

function wipe() {
  for (const item of mine()) drop(item.key);
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(`${LOCAL}${user}/`)) localStorage.removeItem(key);
  } catch { /* nothing can be stored, so nothing was */ }
}

// The words of the states, read by screen readers.
function words({ state }) {
  const count = mine().length;
  const time = new Date().toLocaleTimeString("nl-BE", { hour: "2-digit", minute: "2-digit" });
  switch (state) {
    case "waiting":
    case "sending": return gettext("Bewaren…");
    case "saved": return gettext("Alles bewaard om %(time)s", { time });
    case "problems": return gettext("Niet alles is bewaard: kijk bij de gemarkeerde leerlingen.");
    case "offline": return persistent()
      ? ngettext(
        "Geen verbinding. %(count)s wijziging blijft op dit toestel staan en vertrekt vanzelf zodra er weer verbinding is.",
        "Geen verbinding. %(count)s wijzigingen blijven op dit toestel staan en vertrekken vanzelf zodra er weer verbinding is.",
        count,
      )
      : ngettext(
        "Geen verbinding. %(count)s wijziging staat alleen op deze pagina: sluit ze niet.",
        "Geen verbinding. %(count)s wijzigingen staan alleen op deze pagina: sluit ze niet.",
        count,
      );
    case "signed-out": return ngettext(
      "Uw aanmelding is verlopen. %(count)s wijziging blijft op dit toestel staan tot u weer aangemeld bent.",
      "Uw aanmelding is verlopen. %(count)s wijzigingen blijven op dit toestel staan tot u weer aangemeld bent.",
      count,
    );
    case "other": return ngettext(
      "Hier is intussen iemand anders aangemeld. %(count)s wijziging van u wordt pas verzonden als u zelf weer aanmeldt.",
      "Hier is intussen iemand anders aangemeld. %(count)s wijzigingen van u worden pas verzonden als u zelf weer aanmeldt.",
      count,
    );
    default: return ngettext(
      "De server antwoordt niet zoals het hoort. %(count)s wijziging blijft op dit toestel staan; we proberen het opnieuw.",
      "De server antwoordt niet zoals het hoort. %(count)s wijzigingen blijven op dit toestel staan; we proberen het opnieuw.",
      count,
    );
  }
}

function show(detail) {
  for (const place of document.querySelectorAll("[data-save-state]")) {
    place.dataset.state = detail.state;
    place.textContent = words(detail);
    const elsewhere = problems().find((item) => item.url !== `${location.pathname}opslaan/`);
    if (detail.state === "signed-out" || detail.state === "other") {
      addLink(place, `/aanmelden/?next=${encodeURIComponent(location.pathname)}`, gettext("Opnieuw aanmelden"));
    } else if (detail.state === "problems" && elsewhere) {
      addLink(place, elsewhere.url.replace(/opslaan\/$/, ""), gettext("Naar dat register"));
    }
  }
}

function addLink(place, href, text) {
  const link = document.createElement("a");
  link.href = href;
  link.textContent = text;
  place.append(" ", link);
}
events.addEventListener("state", (event) => show(event.detail));

function tell(text, kind) {
  const box = document.createElement("div");
  box.className = `notice ${kind}`;
  const line = document.createElement("p");
  line.textContent = text;
  box.append(line);
  document.getElementById("messages")?.append(box);
  return line;
}

// Signing out with unsent changes: send them first; what is left is wiped only when the user says so.
async function signOut(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !new URL(form.action).pathname.endsWith("/afmelden/")) return;
  if (form.dataset.sure || !mine().length) {
    if (!mine().length) wipe();
    return;
  }
  event.preventDefault();
  await Promise.race([flush(), new Promise((done) => { setTimeout(done, 3000); })]);
  const count = mine().length;
  if (!count || (await ask(count))) {
    wipe();
    form.dataset.sure = "1";
    form.submit();
  }
}

function ask(count) {
  const dialog = document.createElement("dialog");
  dialog.className = "queue-dialog";
  dialog.setAttribute("aria-labelledby", "queue-dialog-title");
  const title = document.createElement("h2");
  title.id = "queue-dialog-title";
  title.textContent = ngettext(
    "%(count)s wijziging in een register is nog niet bewaard",
    "%(count)s wijzigingen in registers zijn nog niet bewaard",
    count,
  );
  const text = document.createElement("p");
  text.textContent = gettext("Wat niet bewaard is, wordt bij het afmelden van dit toestel gewist. Blijf aangemeld tot er weer verbinding is, of los eerst op wat gemarkeerd staat.");
  const stay = document.createElement("button");
  stay.className = "button button-primary";
  stay.value = "stay";
  stay.textContent = gettext("Aangemeld blijven");
  const leave = document.createElement("button");
  leave.className = "button button-danger";
  leave.value = "leave";
  leave.textContent = gettext("Afmelden en wissen");
  const form = document.createElement("form");
  form.method = "dialog";
  form.className = "actions";
  form.append(stay, leave);
  dialog.append(title, text, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      done(dialog.returnValue === "leave");
    });
  });
}

function start() {
  document.addEventListener("submit", signOut);
  window.addEventListener("online", () => schedule(0));
  document.addEventListener("visibilitychange", () => { if (waiting().length) flush(); });
  window.addEventListener("pagehide", sendLast);
  window.addEventListener("beforeunload", (event) => { if (!persistent() && mine().length) event.preventDefault(); });
  const others = ofOthers();
  if (user && others) {
    tell(ngettext(
      "Op dit toestel staat nog %(count)s niet verzonden wijziging van een andere gebruiker. Ze wordt pas verzonden wanneer die zich hier weer aanmeldt.",
      "Op dit toestel staan nog %(count)s niet verzonden wijzigingen van een andere gebruiker. Ze worden pas verzonden wanneer die zich hier weer aanmeldt.",
      others,
    ), "notice-warn");
  }
  if (!user || !mine().length) return;
  if (!document.querySelector("[data-save-state]")) {
    const line = tell("", "notice-warn");
    line.setAttribute("role", "status");
    line.dataset.saveState = "";
  }
  show({ state: problems().length ? "problems" : "waiting" });
  schedule(0);
}

start();
