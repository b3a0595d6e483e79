// The register of a class or group on one half-day: keys, buttons, undo. What is typed goes to the queue.
import * as card from "./card.js";
import * as queue from "./queue.js";
import { gettext } from "./text.js";

const PRESENT = ".";
const config = JSON.parse(document.getElementById("register-config").textContent);
const form = document.querySelector("[data-register]");
const rows = [...form.querySelectorAll(".register-row")].map(makeRow);
const byPupil = new Map(rows.map((row) => [row.pupil, row]));
const fillButton = form.querySelector("[data-fill]");
const undoButton = form.querySelector("[data-undo]");
const blanksLabel = form.querySelector("[data-blanks]");
const history = [];
let taken = config.taken;

function makeRow(element) {
  const { pupil, name, mark, version, minutes } = element.dataset;
  return {
    element,
    pupil: Number(pupil),
    name,
    mark,
    version: Number(version),
    minutes: minutes ? Number(minutes) : null,
    radios: [...element.querySelectorAll("input[type=radio]")],
    late: element.querySelector(".register-minutes"),
    number: element.querySelector(".register-minutes input"),
    problem: element.querySelector(".register-problem"),
    card: element.querySelector(".register-card"),
    note: element.querySelector(".register-note"),
  };
}

const meaning = (mark) => (mark === PRESENT ? gettext("aanwezig") : `${mark} (${config.labels[mark] ?? mark})`);
const short = (mark) => (mark === PRESENT ? gettext("aanwezig") : mark);
const rowOf = (node) => rows.find((row) => row.element.contains(node));
const has = (row, mark) => row.radios.some((radio) => radio.value === mark);

function draw(row) {
  for (const radio of row.radios) radio.checked = radio.value === row.mark;
  if (row.late) {
    row.late.hidden = row.mark !== "L";
    if (document.activeElement !== row.number) row.number.value = row.minutes ?? "";
  }
  row.element.classList.toggle("is-blank", row.mark === "");
}

function drawAll() {
  for (const row of rows) draw(row);
  tally();
}

function tally() {
  const blanks = rows.filter((row) => row.mark === "").length;
  if (blanksLabel) blanksLabel.textContent = blanks ? `(${blanks})` : "";
  if (fillButton) fillButton.hidden = taken && blanks === 0;
  undoButton.disabled = history.length === 0;
  if (!taken || config.keep_present) queue.present.write(config.url, new Set(rows.filter((row) => row.mark === PRESENT).map((row) => row.pupil)));
  else queue.present.write(config.url, new Set());
}

// Show a mark and keep it for sending. Blank means: take away what is stored, say nothing.
function put(row, mark, minutes = null) {
  row.mark = mark;
  row.minutes = mark === "L" ? minutes : null;
  draw(row);
  queue.add({ url: config.url, pupil: row.pupil, mark: mark || PRESENT, minutes: row.minutes, seen: row.version });
}

function change(row, mark, minutes = null) {
  if (row.mark === mark && (mark !== "L" || row.minutes === minutes)) return;
  history.push({ before: [{ row, mark: row.mark, minutes: row.minutes }], filled: false });
  clearProblem(row);
  put(row, mark, minutes);
  completeIfFull();
  tally();
}

// A register in which somebody stands at every name is taken: nobody has to say so again.
function completeIfFull() {
  if (taken || config.ahead || rows.some((row) => row.mark === "")) return;
  taken = true;
  queue.add({ url: config.url, taken: true });
}

function fill() {
  if (config.ahead || !fillButton) return;
  const blanks = rows.filter((row) => row.mark === "");
  history.push({ before: blanks.map((row) => ({ row, mark: "", minutes: null })), filled: !taken });
  for (const row of blanks) put(row, PRESENT);
  if (!taken) {
    taken = true;
    queue.add({ url: config.url, taken: true });
  }
  tally();
}

function undo() {
  const step = history.pop();
  if (!step) return;
  if (step.filled) {
    if (queue.hasUnsentFill(config.url)) {
      taken = false;
      queue.takeBack(config.url, step.before.map(({ row }) => row.pupil));
      for (const { row } of step.before) row.mark = "";
      drawAll();
    } else {
      say(gettext("Het register is al genomen. Zet wie toch afwezig is op een code."));
    }
    tally();
    return;
  }
  for (const { row, mark, minutes } of step.before) put(row, mark === "" && taken ? PRESENT : mark, minutes);
  if (step.before.length) focusRow(step.before[0].row);
  tally();
}

function say(text) {
  const place = form.querySelector("[data-save-state]");
  place.textContent = text;
}

function openCard(row) {
  if (!row.card) return;
  card.open(row.card.href, { title: row.name, save: (said) => fromCard(row, said), say, back: () => focusRow(row) });
}

// What a card says: the mark as if it were typed, and what goes with it.
function fromCard(row, said) {
  const blank = row.mark === "" && said.mark === PRESENT;
  if (!blank && (row.mark !== said.mark || row.minutes !== said.minutes)) {
    history.push({ before: [{ row, mark: row.mark, minutes: row.minutes }], filled: false });
    Object.assign(row, { mark: said.mark, minutes: said.minutes });
  }
  clearProblem(row);
  if (said.note !== undefined) row.note.hidden = said.note === "";
  draw(row);
  queue.add(said);
  completeIfFull();
  tally();
}

function focusRow(row) {
  const target = row.radios.find((radio) => radio.checked) ?? row.radios[0];
  target.focus({ preventScroll: true });
  row.element.scrollIntoView({ block: "nearest" });
}

function move(row, step) {
  const next = rows[rows.indexOf(row) + step];
  if (next) focusRow(next);
  else if (step > 0) (fillButton && !fillButton.hidden ? fillButton : undoButton).focus();
}

function clear(row) {
  if (row.mark === "" || (taken && row.mark === PRESENT)) undo();
  else change(row, taken ? PRESENT : "");
}

form.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
    event.preventDefault();
    undo();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const row = rowOf(event.target);
  if (!row || event.target.closest(".register-problem")) return;
  if (event.target === row.number) {
    if (event.key === "Enter" || event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(row, event.key === "ArrowUp" ? -1 : 1);
    }
    return;
  }
  if (event.target === row.card && (event.key === "Enter" || event.key === " ")) return;
  const letter = event.key.length === 1 ? event.key.toUpperCase() : "";
  if (event.key === "ArrowDown") move(row, 1);
  else if (event.key === "ArrowUp") move(row, -1);
  else if (event.key === "Home") focusRow(rows[0]);
  else if (event.key === "End") focusRow(rows.at(-1));
  else if (event.key === "Backspace" || event.key === "Delete") clear(row);
  else if (event.key === " " || letter === PRESENT) {
    if (has(row, PRESENT)) change(row, PRESENT);
    move(row, 1);
  } else if (event.key === "Enter") move(row, 1);
  else if (letter === "V") fill();
  else if (letter === "G" && row.card) openCard(row);
  else if (letter === "L" && has(row, "L")) {
    change(row, "L", row.minutes);
    row.number.focus();
    row.number.select();
  } else if (letter && has(row, letter)) {
    change(row, letter);
    move(row, 1);
  } else if (letter && /[A-Z?-]/.test(letter)) {
    say(letter === "P"
      ? gettext("Code P geeft u hier niet zelf in bij %(name)s.", { name: row.name })
      : gettext("%(letter)s is hier geen code bij %(name)s.", { letter, name: row.name }));
  } else return;
  event.preventDefault();
});

form.addEventListener("change", (event) => {
  const row = rowOf(event.target);
  if (!row) return;
  if (event.target === row.number) {
    const minutes = Number.parseInt(row.number.value, 10);
    change(row, "L", minutes > 0 && minutes <= 480 ? minutes : null);
    draw(row);
  } else if (event.target.type === "radio") {
    change(row, event.target.value, event.target.value === "L" ? row.minutes : null);
    if (event.target.value === "L") row.number?.focus();
  }
});

form.addEventListener("click", (event) => {
  const link = event.target.closest(".register-card");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openCard(rowOf(link));
});

// A second tap on the same button takes the mark away again.
form.addEventListener("pointerdown", (event) => {
  const radio = event.target.closest(".register-choice")?.querySelector("input");
  if (radio) radio.dataset.was = String(radio.checked);
});
form.addEventListener("click", (event) => {
  const radio = event.target;
  if (radio.type !== "radio" || radio.dataset.was !== "true" || event.detail === 0) return;
  radio.dataset.was = "";
  const row = rowOf(radio);
  if (row.mark === radio.value && !(taken && row.mark === PRESENT)) change(row, taken ? PRESENT : "");
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.submitter?.hasAttribute("data-fill")) fill();
  queue.schedule(0);
});
undoButton.addEventListener("click", undo);

queue.events.addEventListener("saved", ({ detail }) => {
  if (detail.url !== config.url) return;
  for (const cell of detail.changed) {
    const row = byPupil.get(cell.pupil);
    if (row) row.version = cell.version;
  }
  if (detail.takenAt && !taken) {
    taken = true;
    for (const row of rows) if (row.mark === "") row.mark = PRESENT;
    drawAll();
  }
});

function clearProblem(row) {
  row.problem.hidden = true;
  row.problem.replaceChildren();
  row.element.classList.remove("has-problem");
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button-small";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function drawProblems() {
  for (const row of rows) clearProblem(row);
  for (const item of queue.problems().filter((candidate) => candidate.url === config.url)) {
    const row = byPupil.get(item.pupil) ?? rows[0];
    const text = document.createElement("p");
    const actions = document.createElement("div");
    actions.className = "actions";
    if (item.conflict) {
      const { mark, minutes, version, by, at } = item.conflict;
      const values = { by, at, theirs: meaning(mark), own: meaning(item.mark) };
      text.textContent = at
        ? gettext("Intussen door %(by)s om %(at)s op %(theirs)s gezet; u koos %(own)s.", values)
        : gettext("Intussen door %(by)s op %(theirs)s gezet; u koos %(own)s.", values);
      actions.append(
        button(gettext("Laat %(mark)s staan", { mark: short(mark) }), () => {
          Object.assign(row, { mark: mark === PRESENT && !taken ? "" : mark, minutes, version });
          queue.resolve(item.key, false);
          drawAll();
          focusRow(row);
        }),
        button(gettext("Zet op %(mark)s", { mark: short(item.mark) }), () => {
          Object.assign(row, { mark: item.mark, minutes: item.minutes ?? null, version });
          queue.resolve(item.key, true);
          drawAll();
          focusRow(row);
        }),
      );
    } else {
      text.textContent = item.pupil
        ? gettext("Niet bewaard (%(mark)s): %(why)s", { mark: meaning(item.mark), why: item.refused })
        : gettext("Register niet genomen: %(why)s", { why: item.refused });
      actions.append(button(gettext("Begrepen, wis mijn keuze"), () => {
        queue.resolve(item.key, false);
        location.reload();
      }));
    }
    row.problem.append(text, actions);
    row.problem.hidden = false;
    row.element.classList.add("has-problem");
  }
}
queue.events.addEventListener("problem", drawProblems);

// What was said before in this register and is not on the server yet.
function restore() {
  for (const pupil of queue.present.read(config.url)) {
    const row = byPupil.get(pupil);
    if (row && row.mark === "") row.mark = PRESENT;
  }
  for (const item of queue.mine().filter((candidate) => candidate.url === config.url)) {
    if (item.taken) {
      taken ||= !item.refused;
      continue;
    }
    const row = byPupil.get(item.pupil);
    if (row && !item.conflict && !item.refused) Object.assign(row, { mark: item.mark, minutes: item.minutes ?? null });
  }
  if (taken) for (const row of rows) if (row.mark === "") row.mark = PRESENT;
}

restore();
drawAll();
drawProblems();
if (matchMedia("(pointer: fine)").matches && rows.length && !location.hash) {
  focusRow(rows.find((row) => row.mark === "") ?? rows[0]);
}
