// Chooses every row of the page, or none where all are chosen already.
for (const button of document.querySelectorAll("[data-choose-all]")) {
  const boxes = () => [...button.form.querySelectorAll(`input[type="checkbox"][name="${button.dataset.chooseAll}"]`)];
  button.hidden = false;
  button.addEventListener("click", () => {
    const all = boxes();
    const choose = !all.every((box) => box.checked);
    for (const box of all) box.checked = choose;
  });
}
