// A year strip to paint on: click, drag, or arrows and letters.

const STEP = { ArrowLeft: -1, ArrowRight: 1 };
const WEEKS = { ArrowUp: -7, ArrowDown: 7 };
const CLEAR = new Set(["Delete", "Backspace"]);
const FURTHEST = 12;

export class Strip {
  constructor(place, changed) {
    this.place = place;
    this.changed = changed;
    this.stroke = null;
    this.pressed = false;
    this.begin();
    place.addEventListener("pointerdown", (event) => this.press(event));
    place.addEventListener("pointerover", (event) => this.drag(event));
    place.addEventListener("click", (event) => this.click(event));
    place.addEventListener("keydown", (event) => this.key(event));
    place.addEventListener("focusin", (event) => this.rove(event.target.closest("[data-h]")));
    window.addEventListener("pointerup", () => { this.stroke = null; });
  }

  // Each half-day is a button; Tab reaches one of them, the arrows the others.
  begin() {
    this.grid = this.place.querySelector("[data-year]");
    this.cells = [...this.grid.querySelectorAll("[data-h]")];
    this.byHalf = new Map(this.cells.map((cell) => [cell.dataset.h, cell]));
    for (const cell of this.cells) {
      cell.setAttribute("role", "button");
      cell.tabIndex = -1;
      this.name(cell, meaningOf(cell.dataset.c));
    }
    const today = this.grid.querySelector(".strip-today [data-h]") ?? this.cells[0];
    if (today) today.tabIndex = 0;
    this.current = today;
    // Where the months stand beside each other, the one of the date is in sight.
    const month = today?.closest(".strip-month");
    if (month) this.grid.scrollLeft = month.offsetLeft - this.grid.offsetLeft;
  }

  get year() {
    return this.grid.dataset.year;
  }

  replace(html) {
    const focused = document.activeElement?.dataset?.h;
    this.place.innerHTML = html;
    this.begin();
    if (focused) this.byHalf.get(focused)?.focus();
  }

  // What the server reads: "2026-10-05vm B ziek_medisch", for each half-day that was noted.
  marks() {
    return this.cells.filter((cell) => cell.dataset.c).map((cell) => `${cell.dataset.h} ${cell.dataset.c} ${cell.dataset.g}`);
  }

  name(cell, meaning) {
    const part = this.grid.dataset[cell.dataset.h.slice(-2)];
    cell.setAttribute("aria-label", `${cell.parentElement.title}, ${part}: ${cell.dataset.c ? meaning : this.grid.dataset.present}`);
  }

  paint(cell, mark) {
    const brush = brushOf(mark);
    const ground = mark && mark === chosen() ? document.getElementById("kwast-grond").value : "";
    if (!brush || (cell.dataset.c === mark && cell.dataset.g === ground)) return;
    cell.className = `strip-cell ${brush.dataset.css}`;
    cell.dataset.c = mark;
    cell.dataset.g = ground;
    cell.firstElementChild.textContent = brush.dataset.letter;
    this.name(cell, meaningOf(mark));
    document.getElementById("geverfd").textContent = cell.getAttribute("aria-label");
    this.changed();
  }

  press(event) {
    const cell = event.target.closest("[data-h]");
    // A finger scrolls; what it taps comes as a click.
    if (!cell || event.button !== 0 || event.pointerType === "touch") return;
    event.preventDefault();
    this.pressed = true;
    this.last = cell;
    this.stroke = cell.dataset.c === chosen() ? "" : chosen();
    cell.focus({ preventScroll: true });
    this.paint(cell, this.stroke);
  }

  drag(event) {
    const cell = event.target.closest("[data-h]");
    if (!cell || this.stroke === null) return;
    for (const between of this.between(this.last, cell)) this.paint(between, this.stroke);
    this.last = cell;
  }

  // A quick hand skips half-days: those between two of the same week belong to the stroke.
  between(from, to) {
    if (from.closest(".strip-week") !== to.closest(".strip-week")) return [to];
    const [first, last] = [this.cells.indexOf(from), this.cells.indexOf(to)].sort((one, other) => one - other);
    return this.cells.slice(first, last + 1);
  }

  click(event) {
    const cell = event.target.closest("[data-h]");
    const done = this.pressed;
    this.pressed = false;
    if (cell && !done) this.paint(cell, cell.dataset.c === chosen() ? "" : chosen());
  }

  key(event) {
    const cell = event.target.closest("[data-h]");
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const letter = event.key === "?" ? "-" : event.key.toUpperCase();
    if (event.key in STEP || event.key in WEEKS) this.move(cell, event);
    else if (CLEAR.has(event.key)) this.paint(cell, "");
    else if (event.key === " " || event.key === "Enter") this.paint(cell, cell.dataset.c === chosen() ? "" : chosen());
    else if (letter.length === 1 && brushOf(letter)) this.paint(cell, letter);
    else return;
    event.preventDefault();
  }

  move(cell, event) {
    const next = event.key in STEP ? this.cells[this.cells.indexOf(cell) + STEP[event.key]] : this.weekFrom(cell, WEEKS[event.key]);
    if (!next) return;
    next.focus();
    if (event.shiftKey) this.paint(next, cell.dataset.c);
  }

  // The same half-day some weeks on: over a holiday to the first week with lessons.
  weekFrom(cell, days) {
    const day = new Date(`${cell.dataset.h.slice(0, 10)}T12:00:00Z`);
    for (let tries = 0; tries < FURTHEST; tries += 1) {
      day.setUTCDate(day.getUTCDate() + days);
      const found = this.byHalf.get(day.toISOString().slice(0, 10) + cell.dataset.h.slice(-2));
      if (found) return found;
    }
    return null;
  }

  rove(cell) {
    if (!cell) return;
    if (this.current) this.current.tabIndex = -1;
    cell.tabIndex = 0;
    this.current = cell;
  }
}

function brushOf(mark) {
  return document.querySelector(`[name="kwast"][value="${CSS.escape(mark)}"]`);
}

function chosen() {
  return document.querySelector('[name="kwast"]:checked').value;
}

function meaningOf(mark) {
  const { letter, meaning } = brushOf(mark).dataset;
  return letter ? `${letter} ${meaning}` : meaning;
}
