// The frame of every page: menu on a phone, user menu, theme.
(() => {
  const root = document.documentElement;

  const button = document.querySelector(".menu-button");
  const nav = document.getElementById("site-nav");
  button?.addEventListener("click", () => {
    const open = nav.classList.toggle("is-open");
    button.setAttribute("aria-expanded", String(open));
  });

  const menus = [...document.querySelectorAll(".user-menu, .site-nav-group, .menu, .register-classes")];
  document.addEventListener("click", (event) => {
    for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
  });
  // Who tabs on, leaves the menu: open, it would lie over what has the focus now.
  document.addEventListener("focusin", (event) => {
    for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = menus.find((one) => one.open);
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (nav?.classList.contains("is-open")) {
      nav.classList.remove("is-open");
      button.setAttribute("aria-expanded", "false");
      button.focus();
    }
  });

  const theme = document.getElementById("theme");
  if (theme) {
    theme.value = root.dataset.theme ?? "";
    theme.addEventListener("change", () => {
      if (theme.value) root.dataset.theme = theme.value;
      else delete root.dataset.theme;
      try {
        if (theme.value) localStorage.setItem("leerrecht-thema", theme.value);
        else localStorage.removeItem("leerrecht-thema");
      } catch { /* storage is switched off: the choice lasts for this page */ }
    });
  }

  // A file that the server would refuse for its size is said at once, and what was typed stays.
  const tooLarge = (input) => [...(input.files ?? [])].some((file) => file.size > Number(input.dataset.most));
  const tell = (input) => {
    const id = `${input.id}-te-groot`;
    document.getElementById(id)?.remove();
    const wrong = tooLarge(input);
    input.setAttribute("aria-invalid", String(wrong));
    if (!wrong) return;
    const list = document.createElement("ul");
    list.id = id;
    list.className = "errorlist";
    list.setAttribute("role", "alert");
    const line = document.createElement("li");
    line.textContent = input.dataset.tooLarge;
    list.append(line);
    input.before(list);
  };
  document.addEventListener("change", (event) => { if (event.target.matches("input[type=file][data-most]")) tell(event.target); });
  document.addEventListener("submit", (event) => {
    const wrong = [...event.target.querySelectorAll("input[type=file][data-most]")].find(tooLarge);
    if (!wrong) return;
    event.preventDefault();
    tell(wrong);
    wrong.focus();
  });

  // On a phone the fields of a large filter come out when asked.
  document.addEventListener("click", (event) => {
    const more = event.target.closest(".filter-more");
    if (!more) return;
    const open = more.getAttribute("aria-expanded") !== "true";
    const before = new Set([...more.form.elements].filter((field) => field.checkVisibility()));
    more.setAttribute("aria-expanded", String(open));
    // They stand before the button: the focus goes to the first.
    if (open) [...more.form.elements].find((field) => field.checkVisibility() && !before.has(field))?.focus();
  });

  // A form that was asked for within a line gets the focus, wherever in the line it opens.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.matches(".need-form")) event.target.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });

  // Lists that filter as soon as a choice is made; the button does it without scripts.
  // Who walks through the choices with the arrows has not chosen yet: the button, the next stop, does it then.
  let walking = null;
  document.addEventListener("pointerdown", () => { walking = null; });
  document.addEventListener("keydown", (event) => { walking = event.key === "Enter" ? null : event.target; });
  document.addEventListener("change", (event) => {
    if (event.target.matches("form[data-autosubmit] select") && event.target !== walking) event.target.form.requestSubmit();
  });
})();
