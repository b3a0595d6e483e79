// A question with a condition is shown when the answer it rests on is chosen.
for (const form of document.querySelectorAll("[data-conditions]")) {
  const chosen = (code) =>
    [...form.querySelectorAll(`[name="${CSS.escape(code)}"]:checked`)].map((input) => input.value);
  const show = () => {
    for (const part of form.querySelectorAll("[data-when]")) {
      part.hidden = !chosen(part.dataset.when).includes(part.dataset.is);
    }
  };
  form.addEventListener("change", show);
  show();
}
