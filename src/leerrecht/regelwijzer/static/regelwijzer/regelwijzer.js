// The regelwijzer with scripts: the answer follows as you fill in, absences are painted, a casus becomes a link.
// Everything works without this file too: the form is sent whole and comes back with the answer.
import { Strip } from "./strip.js";
import { pack, unpack } from "./link.js";

const DELAY = 350;
const FIRST_MONTH = 9;
const form = document.getElementById("casus");
const sheet = document.getElementById("blad");
const byId = (id) => document.getElementById(id);

let strip;
let timer;
let inFlight;
// How often was painted, and how much of that the rows of the list hold already.
let painted = 0;
let kept = 0;

function setUp() {
  for (const details of sheet.querySelectorAll("details[data-close]")) details.open = false;
  sheet.querySelector(".share").hidden = false;
  strip = new Strip(byId("strook"), () => { painted += 1; later(); });
  showGrounds();
  watchAnswer();
}

// Asking

function later() {
  clearTimeout(timer);
  timer = setTimeout(ask, DELAY);
}

async function ask() {
  clearTimeout(timer);
  inFlight?.abort();
  inFlight = new AbortController();
  const sent = painted;
  const isPainted = sent > kept;
  const pieces = await send(fieldsOf(isPainted), inFlight.signal);
  if (!pieces) return;
  if (isPainted) {
    kept = sent;
    byId("rijen").innerHTML = pieces.rows;
  } else if (painted === kept) {
    strip.replace(pieces.strip);
  }
  showAnswer(pieces);
  if (painted === kept && byId("schooljaar").value !== strip.year) later();
}

function fieldsOf(isPainted) {
  const fields = new FormData(form);
  fields.delete("casusbestand");
  fields.delete("tekst");
  if (isPainted) {
    fields.set("verf", JSON.stringify(strip.marks()));
    fields.set("schooljaar", strip.year);
  }
  return fields;
}

async function send(fields, signal) {
  const answer = byId("antwoord");
  answer.setAttribute("aria-busy", "true");
  try {
    const reply = await fetch(form.dataset.answer, { method: "POST", body: fields, signal });
    if (reply.headers.get("Content-Type")?.startsWith("application/json")) return await reply.json();
    complain(form.dataset.refused);
  } catch (error) {
    if (error.name !== "AbortError") complain(form.dataset.offline);
  } finally {
    if (!signal?.aborted) answer.removeAttribute("aria-busy");
  }
  return null;
}

function complain(text) {
  const notice = document.createElement("div");
  notice.className = "notice notice-bad";
  notice.textContent = text;
  byId("antwoord").replaceChildren(notice);
  byId("gezegd").textContent = text;
}

function showAnswer({ answer, text, fault, years }) {
  const place = byId("antwoord");
  const open = new Set([...place.querySelectorAll("details[open]")].map(nameOf));
  place.innerHTML = answer;
  for (const details of place.querySelectorAll("details")) details.open = open.has(nameOf(details));
  byId("tekst").value = text;
  byId("gezegd").textContent = byId("samenvatting")?.textContent ?? byId("fout")?.textContent.trim() ?? "";
  showFault(fault);
  showYears(years);
  for (const step of sheet.querySelectorAll(".step")) {
    const count = step.querySelectorAll(".row").length;
    const said = step.querySelector("[data-filled]");
    if (said) said.textContent = count || "";
  }
  byId("gedeeld").textContent = "";
}

function nameOf(details) {
  return details.closest("[data-rule]")?.dataset.rule ?? details.className;
}

function showFault(fault) {
  for (const wrong of sheet.querySelectorAll(".field-wrong")) {
    wrong.classList.remove("field-wrong");
    wrong.querySelector(".errorlist")?.remove();
    const input = wrong.querySelector("[aria-invalid]");
    input?.removeAttribute("aria-invalid");
    const help = wrong.querySelector(".field-help");
    if (help) input?.setAttribute("aria-describedby", help.id);
    else input?.removeAttribute("aria-describedby");
  }
  const input = fault?.name ? byId(fault.name) : null;
  if (!input) return;
  const list = document.createElement("ul");
  list.className = "errorlist";
  list.id = `${fault.name}-fout`;
  list.append(document.createElement("li"));
  list.firstChild.textContent = fault.message;
  const field = input.closest(".field");
  (field.querySelector(".field-head") ?? field).append(list);
  input.setAttribute("aria-invalid", "true");
  const described = byId(`${fault.name}-hulp`) ? ` ${fault.name}-hulp` : "";
  input.setAttribute("aria-describedby", list.id + described);
  field.classList.add("field-wrong");
  for (let up = field.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
}

function showYears(years) {
  const select = byId("schooljaar");
  if (years.map(([year]) => year).join() === [...select.options].map((option) => option.value).join()) return;
  const chosen = select.value;
  select.replaceChildren(...years.map(([year, label]) => new Option(label, year)));
  select.value = chosen;
}

// The strip shows the school year of the date.
function followYear() {
  const [year, month] = byId("op").value.split("-").map(Number);
  if (!year || String(year).length !== 4) return;
  const begin = month >= FIRST_MONTH ? year : year - 1;
  const select = byId("schooljaar");
  if (![...select.options].some((option) => Number(option.value) === begin)) {
    select.add(new Option(`${begin}-${begin + 1}`, begin));
  }
  select.value = begin;
}

function showGrounds() {
  const code = form.elements.kwast?.value ?? "";
  const select = byId("kwast-grond");
  let any = false;
  for (const option of select.options) {
    if (!option.value) continue;
    option.hidden = option.disabled = option.dataset.code !== code;
    any ||= !option.hidden;
  }
  if (select.selectedOptions[0]?.disabled) select.value = "";
  select.disabled = !any;
}

// Filling in

sheet.addEventListener("input", (event) => {
  if (event.target.closest("[data-quiet]") || event.target.id === "kwast-grond") return;
  const found = /^(afwezigheden|attesten)-(\d+)-van$/.exec(event.target.name);
  if (found) {
    const until = form.elements[`${found[1]}-${found[2]}-tot`];
    if (!until.value) until.value = event.target.value;
  }
  if (event.target.id === "op") followYear();
  later();
});

sheet.addEventListener("change", (event) => {
  if (event.target.name === "kwast") showGrounds();
});

sheet.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.add) addRow(button);
  else if ("remove" in button.dataset) removeRow(button);
  else if (button.name === "kijk_op") {
    event.preventDefault();
    byId("op").value = button.value;
    followYear();
    await ask();
    byId("op").focus();
  } else if ("share" in button.dataset) share();
  else if ("print" in button.dataset) window.print();
});

form.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (button?.name === "actie" && painted === kept) return;
  event.preventDefault();
  await ask();
  if (button?.name !== "actie") return;
  // What was painted stands in the rows now, as far as it can; the form goes whole.
  kept = painted;
  form.requestSubmit(button);
});

function addRow(button) {
  const key = button.dataset.add;
  const rows = sheet.querySelector(`[data-rows="${key}"]`);
  const taken = [...rows.querySelectorAll("[name]")].map((field) => Number(field.name.split("-")[1]));
  const number = Math.max(-1, ...taken) + 1;
  const blank = sheet.querySelector(`template[data-blank="${key}"]`);
  rows.insertAdjacentHTML("beforeend", blank.innerHTML.replaceAll("__rij__", number));
  const row = rows.lastElementChild;
  row.querySelector("legend").append(` ${rows.children.length}`);
  row.querySelector("input, select").focus();
}

function removeRow(button) {
  const rows = button.closest("[data-rows]");
  button.closest(".row").remove();
  sheet.querySelector(`[data-add="${rows.dataset.rows}"]`).focus();
  ask();
}

// A link that holds the casus behind the #, so that it never reaches a server by itself

async function share() {
  if (painted !== kept) await ask();
  const link = new URL(form.action);
  link.hash = `op=${byId("op").value}&casus=${await pack(byId("tekst").value)}`;
  history.replaceState(null, "", link);
  const said = byId("gedeeld");
  try {
    await navigator.clipboard.writeText(link.href);
    said.textContent = said.dataset.copied;
  } catch {
    said.textContent = said.dataset.shown;
  }
}

async function openLink() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (!given.has("casus")) return;
  let text;
  try {
    text = await unpack(given.get("casus"));
  } catch {
    complain(form.dataset.unreadable);
    return;
  }
  const fields = new FormData();
  fields.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  fields.set("actie", "lees");
  fields.set("op", given.get("op") ?? "");
  fields.set("tekst", text);
  const found = await send(fields);
  if (!found) return;
  sheet.innerHTML = found.page;
  painted = kept = 0;
  setUp();
}

// On a phone the answer stands below: a button leads there while it is out of sight

function watchAnswer() {
  const button = sheet.querySelector("[data-to-answer]");
  new IntersectionObserver(([entry]) => { button.hidden = entry.isIntersecting; }).observe(sheet.querySelector(".rules-answer"));
}

setUp();
window.addEventListener("hashchange", openLink);
openLink();
