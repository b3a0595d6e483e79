// Keys at the table, the focus after a change, and a word where something was not kept.
const table = () => document.getElementById("tafel");
const press = (name) => table()?.querySelector(`[data-key="${name}"]:not([disabled])`)?.click();
const typed = () => [...(table()?.querySelectorAll("#id_text, #id_what") ?? [])].some((field) => field.value.trim());

document.addEventListener("keydown", (event) => {
  // There the arrows open the list.
  if (event.target.matches("select")) return;
  if (event.ctrlKey && event.key === "Enter") press("besproken");
  else if (event.altKey && event.key === "ArrowDown") press("volgende");
  else if (event.altKey && event.key === "ArrowUp") press("vorige");
  else return;
  event.preventDefault();
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "tafel") return;
  const here = table().querySelector(".agenda-line-here");
  const list = here?.closest(".agenda-list");
  if (list) list.scrollTop = here.offsetTop - list.offsetTop;
  const wrong = table().querySelector(".error-summary");
  (wrong ?? table().querySelector("#id_text") ?? table().querySelector("#punt-kop"))?.focus();
});

// What was typed stays where it is: the same form may be sent again, and writes once.
const failed = () => {
  const line = document.createElement("p");
  line.className = "notice notice-bad";
  line.setAttribute("role", "alert");
  line.textContent = table().dataset.failed;
  document.getElementById("messages").replaceChildren(line);
};
document.addEventListener("htmx:sendError", failed);
document.addEventListener("htmx:responseError", failed);

let sent = false;
document.addEventListener("submit", () => { sent = true; });
document.addEventListener("htmx:afterRequest", () => { sent = false; });
window.addEventListener("beforeunload", (event) => { if (typed() && !sent) event.preventDefault(); });
