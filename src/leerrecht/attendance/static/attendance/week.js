// A class in a week: one letter a cell, arrows between cells; each half-day is saved as its register is.
import * as card from "./card.js";
import * as queue from "./queue.js";
import { gettext } from "./text.js";

const PRESENT = ".";
const config = JSON.parse(document.getElementById("register-config").textContent);
const form = document.querySelector("[data-week]");
const cells = [...form.querySelectorAll(".register-letter")];
const grid = [...form.querySelectorAll("tbody tr")].map((line) => [...line.querySelectorAll("td")].map((td) => td.querySelector(".register-letter")));
const undoButton = form.querySelector("[data-undo]");
const cardButton = form.querySelector("[data-open-card]");
const problems = form.querySelector("[data-problems]");
const taken = new Set(config.taken);
const history = [];
let last = null;

const state = new Map(cells.map((cell) => [cell, {
  pupil: Number(cell.dataset.pupil),
  half: cell.dataset.half,
  mark: cell.dataset.mark,
  version: Number(cell.dataset.version),
  marks: cell.dataset.marks,
}]));

const urlOf = (cell) => config.urls[state.get(cell).half];
const meaning = (mark) => (mark === PRESENT ? gettext("aanwezig") : `${mark} (${config.labels[mark] ?? mark})`);
const short = (mark) => (mark === PRESENT ? gettext("aanwezig") : mark);
const css = { "-": "code-unknown", L: "code-late" };

function draw(cell) {
  const { mark } = state.get(cell);
  cell.value = mark;
  cell.className = `register-letter${mark ? ` ${css[mark] ?? `code-${mark}`}` : ""}`;
}

function put(cell, mark) {
  const now = state.get(cell);
  now.mark = mark;
  draw(cell);
  queue.add({ url: urlOf(cell), pupil: now.pupil, mark: mark || PRESENT, minutes: null, seen: now.version });
}

function change(cell, mark) {
  const now = state.get(cell);
  if (now.mark === mark) return;
  history.push([cell, now.mark]);
  put(cell, mark);
  undoButton.disabled = false;
}

// The card of the cell where the focus is or was last.
function openCard(cell) {
  card.open(urlOf(cell).replace(/opslaan\/$/, `${state.get(cell).pupil}/`), {
    title: cell.getAttribute("aria-label"),
    save: (said) => {
      const now = state.get(cell);
      const mark = said.mark === PRESENT ? "" : said.mark;
      if (mark !== now.mark) history.push([cell, now.mark]);
      now.mark = mark;
      draw(cell);
      queue.add(said);
      undoButton.disabled = history.length === 0;
    },
    say,
    back: () => focus(cell),
  });
}

function undo() {
  const step = history.pop();
  if (step) {
    put(...step);
    focus(step[0]);
  }
  undoButton.disabled = history.length === 0;
}

function focus(cell) {
  cell.focus();
  cell.select();
}

function move(cell, down, right) {
  const row = grid.findIndex((line) => line.includes(cell));
  const column = grid[row].indexOf(cell);
  for (let y = row + down, x = column + right; grid[y] && x >= 0 && x < grid[y].length; y += down, x += right) {
    if (grid[y][x]) {
      focus(grid[y][x]);
      return;
    }
  }
}

form.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
    event.preventDefault();
    undo();
    return;
  }
  const cell = event.target;
  if (!state.has(cell) || event.ctrlKey || event.metaKey || event.altKey) return;
  const steps = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], Enter: [1, 0] };
  const letter = event.key.length === 1 ? event.key.toUpperCase() : "";
  if (steps[event.key]) move(cell, ...steps[event.key]);
  else if (letter === "G") openCard(cell);
  else if (event.key === "Backspace" || event.key === "Delete") change(cell, "");
  else if (letter === PRESENT || letter === " ") {
    change(cell, "");
    move(cell, 1, 0);
  } else if (letter && state.get(cell).marks.includes(letter)) {
    change(cell, letter);
    move(cell, 1, 0);
  } else if (letter) say(gettext("%(letter)s is hier geen code.", { letter }));
  else return;
  event.preventDefault();
});

// A phone's keyboard types without keys that tell what they are.
form.addEventListener("input", (event) => {
  const cell = event.target;
  if (!state.has(cell)) return;
  const letter = cell.value.trim().toUpperCase();
  if (letter === "" || letter === PRESENT) change(cell, "");
  else if (state.get(cell).marks.includes(letter)) change(cell, letter);
  else if (letter === "G") openCard(cell);
  else say(gettext("%(letter)s is hier geen code.", { letter }));
  draw(cell);
});

form.addEventListener("focusin", (event) => {
  if (!state.has(event.target)) return;
  event.target.select();
  last = event.target;
  cardButton.disabled = false;
});
cardButton.addEventListener("click", () => openCard(last));

function say(text) {
  form.querySelector("[data-save-state]").textContent = text;
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fill]");
  if (!button) return;
  const { half } = button.closest("[data-half]").dataset;
  for (const cell of cells) {
    const now = state.get(cell);
    if (now.half === half && now.mark === "") queue.add({ url: config.urls[half], pupil: now.pupil, mark: PRESENT, minutes: null, seen: now.version });
  }
  queue.add({ url: config.urls[half], taken: true });
});

function drawTaken(half) {
  taken.add(half);
  const place = form.querySelector(`tfoot [data-half="${half}"]`);
  const hadFocus = place.contains(document.activeElement);
  const tag = document.createElement("span");
  tag.className = "tag tag-good";
  tag.title = gettext("genomen");
  tag.tabIndex = -1;
  const spoken = document.createElement("span");
  spoken.className = "visually-hidden";
  spoken.textContent = ` ${gettext("genomen")}`;
  tag.append("✓", spoken);
  place.replaceChildren(tag);
  if (hadFocus) tag.focus();
  for (const cell of cells) if (state.get(cell).half === half) cell.placeholder = "✓";
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  queue.schedule(0);
});
undoButton.addEventListener("click", undo);

queue.events.addEventListener("saved", ({ detail }) => {
  const half = Object.keys(config.urls).find((key) => config.urls[key] === detail.url);
  if (!half) return;
  for (const changed of detail.changed) {
    const cell = cells.find((candidate) => state.get(candidate).half === half && state.get(candidate).pupil === changed.pupil);
    if (cell) state.get(cell).version = changed.version;
  }
  if (detail.takenAt && !taken.has(half)) drawTaken(half);
});

function line(item, cell) {
  const box = document.createElement("div");
  box.className = "notice notice-warn";
  const text = document.createElement("p");
  const actions = document.createElement("div");
  actions.className = "actions";
  const who = cell?.getAttribute("aria-label") ?? "";
  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button button-small";
    made.textContent = label;
    made.addEventListener("click", act);
    actions.append(made);
  };
  if (item.conflict) {
    const { mark, version, by, at } = item.conflict;
    const values = { who, by, at, theirs: meaning(mark), own: meaning(item.mark) };
    text.textContent = at
      ? gettext("%(who)s: intussen door %(by)s om %(at)s op %(theirs)s gezet; u koos %(own)s.", values)
      : gettext("%(who)s: intussen door %(by)s op %(theirs)s gezet; u koos %(own)s.", values);
    const settle = (own) => () => {
      if (cell) {
        const final = own ? item.mark : mark;
        Object.assign(state.get(cell), { mark: final === PRESENT ? "" : final, version });
        draw(cell);
        focus(cell);
      }
      queue.resolve(item.key, own);
    };
    button(gettext("Laat %(mark)s staan", { mark: short(mark) }), settle(false));
    button(gettext("Zet op %(mark)s", { mark: short(item.mark) }), settle(true));
  } else {
    text.textContent = gettext("%(who)s: niet bewaard. %(why)s", { who, why: item.refused });
    button(gettext("Begrepen, wis mijn keuze"), () => {
      queue.resolve(item.key, false);
      location.reload();
    });
  }
  box.append(text, actions);
  return box;
}

function drawProblems() {
  const halves = new Map(Object.entries(config.urls).map(([half, url]) => [url, half]));
  problems.replaceChildren();
  for (const cell of cells) cell.classList.remove("has-problem");
  for (const item of queue.problems().filter((candidate) => halves.has(candidate.url))) {
    const cell = cells.find((candidate) => state.get(candidate).half === halves.get(item.url) && state.get(candidate).pupil === item.pupil);
    cell?.classList.add("has-problem");
    problems.append(line(item, cell));
  }
  problems.hidden = problems.childElementCount === 0;
}
queue.events.addEventListener("problem", drawProblems);

for (const item of queue.mine()) {
  const cell = cells.find((candidate) => urlOf(candidate) === item.url && state.get(candidate).pupil === item.pupil);
  if (cell && !item.taken && !item.conflict && !item.refused) state.get(cell).mark = item.mark === PRESENT ? "" : item.mark;
}
for (const cell of cells) draw(cell);
drawProblems();
