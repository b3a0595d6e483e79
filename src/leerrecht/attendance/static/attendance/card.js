// The card of a half-day in a dialog: its inside comes from the server, what is said in it goes to the queue.
import * as queue from "./queue.js";
import { gettext } from "./text.js";

const PRESENT = ".";

function frame(title) {
  const dialog = document.createElement("dialog");
  dialog.className = "queue-dialog card-dialog";
  dialog.setAttribute("aria-labelledby", "card-title");
  const head = document.createElement("div");
  head.className = "card-head";
  const heading = document.createElement("h2");
  heading.id = "card-title";
  heading.textContent = title;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button button-small";
  close.textContent = gettext("Sluiten");
  close.addEventListener("click", () => dialog.close());
  head.append(heading, close);
  dialog.append(head);
  return dialog;
}

// What the form says, as the queue takes it; null where nothing was changed.
function read(form, card) {
  const field = (name) => form.elements[name];
  const watched = ["reason", "minutes", "sub_code", "note"].map(field).filter(Boolean);
  const before = JSON.parse(form.dataset.before);
  if (watched.every((input) => input.value === before[input.name])) return null;
  const [mark, ground] = field("reason").value === PRESENT ? [PRESENT, ""] : [field("reason").value[0], field("reason").value.slice(2)];
  const minutes = mark === "L" ? Number.parseInt(field("minutes")?.value, 10) || null : null;
  const said = { url: card.dataset.url, pupil: Number(card.dataset.pupil), mark, minutes, seen: Number(field("seen").value) };
  if (field("note").value !== before.note) said.note = field("note").value;
  if ("refine" in card.dataset) {
    Object.assign(said, { details: true, ground, sub_code: Number(field("sub_code")?.value) || null });
  }
  return said;
}

// Only what goes with the chosen code is asked: minutes with late, own codes of that code.
function fit(form) {
  const mark = form.elements.reason.value[0];
  const { minutes, sub_code: own } = form.elements;
  if (minutes) minutes.closest(".field").hidden = mark !== "L";
  if (!own) return;
  let fitting = 0;
  for (const option of own.options) {
    option.hidden = Boolean(option.value) && option.text[0] !== mark;
    option.disabled = option.hidden;
    fitting += Number(Boolean(option.value) && !option.hidden);
    if (option.hidden && option.selected) own.value = "";
  }
  own.closest(".field").hidden = fitting === 0;
}

// Open the card at ``address``. ``save`` gets what was said; ``say`` gets what the user must hear.
export async function open(address, { title, save, say, back }) {
  await queue.flush();
  let page = "";
  try {
    const response = await fetch(address, { credentials: "same-origin", redirect: "manual", headers: { "X-Leerrecht-Fragment": "kaart" } });
    if (!response.ok) throw new TypeError(String(response.status));
    page = await response.text();
  } catch {
    say(gettext("De kaart kan nu niet open: er is geen verbinding of uw aanmelding is verlopen. Codes ingeven kan wel."));
    return;
  }
  const dialog = frame(title);
  dialog.append(...new DOMParser().parseFromString(page, "text/html").body.children);
  document.body.append(dialog);
  const card = dialog.querySelector("[data-card]");
  const form = dialog.querySelector("[data-card-form]");
  if (form) {
    const values = [...form.elements].filter((input) => input.name).map((input) => [input.name, input.value]);
    form.dataset.before = JSON.stringify(Object.fromEntries(values));
    fit(form);
    form.addEventListener("change", () => fit(form));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!form.reportValidity()) return;
      const said = read(form, card);
      dialog.close();
      if (said) save(said);
    });
  }
  dialog.addEventListener("close", () => {
    dialog.remove();
    back();
  });
  dialog.showModal();
  (form?.elements.reason ?? dialog.querySelector("button")).focus();
}
