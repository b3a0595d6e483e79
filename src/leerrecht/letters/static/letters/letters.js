// One button ticks every pupil of the list, or none.
const button = document.querySelector("[data-tick-all]");
if (button) {
  const boxes = () => [...document.querySelectorAll('input[name="pupils"]')];
  button.hidden = false;
  button.addEventListener("click", () => {
    const tick = boxes().some((box) => !box.checked);
    for (const box of boxes()) box.checked = tick;
  });
}
