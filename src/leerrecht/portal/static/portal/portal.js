// Away at once with two presses of Escape, and a page that nobody touches closes itself. Without this file the button
// and the server do the same.
const body = document.body;
const exit = document.querySelector(".portal-exit");
let pressed = 0;
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (event.timeStamp - pressed < 1000) exit.submit();
  pressed = event.timeStamp;
});

const idle = document.getElementById("idle");
const lasts = Number(body.dataset.idle) * 1000;
let warning, closing;
function used() {
  clearTimeout(warning);
  clearTimeout(closing);
  if (!idle.hidden) {
    idle.hidden = true;
    idle.textContent = "";
  }
  warning = setTimeout(() => {
    idle.hidden = false;
    idle.textContent = idle.dataset.text;
  }, lasts - 60000);
  closing = setTimeout(() => exit.submit(), lasts);
}
for (const kind of ["pointerdown", "keydown", "scroll"]) document.addEventListener(kind, used, { passive: true });
used();
// What a browser kept to go back to is not shown again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
