// What was just done is said: a part of the page that is there when it opens, no screen reader reads of itself. A form that
// came back with errors has its summary first.
(() => {
  const first = document.querySelector(".error-summary");
  const told = document.querySelector("#messages > .messages");
  if (first || !told) {
    first?.focus();
  } else if (location.hash) {
    // The page opens elsewhere: the words come anew into the part that is listened to.
    setTimeout(() => told.parentElement.append(told), 300);
  } else {
    told.firstElementChild.tabIndex = -1;
    told.firstElementChild.focus();
  }
})();
