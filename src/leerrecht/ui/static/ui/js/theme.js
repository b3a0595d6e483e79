// Loaded in the head, before anything is drawn: the chosen theme, and that scripts run.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  let choice = null;
  try { choice = localStorage.getItem("leerrecht-thema"); } catch { /* storage is switched off: the system's theme it is */ }
  if (choice === "light" || choice === "dark") root.dataset.theme = choice;
})();
