// Starts the GOV.UK and MOJ components on a page. Pages work without it.
import { initAll } from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

if (document.querySelector('[data-module^="moj-"]')) {
  const moj = await import("./moj-frontend.min.js");
  moj.initAll();
}

// A link to an error inside a folded section opens the section first, so that the focus can land.
function unfoldTarget(hash) {
  const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
  for (let fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
}
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (link) unfoldTarget(link.hash);
}, true);
unfoldTarget(location.hash);

// Printing shows what is folded, then folds it again.
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("details:not([open])")];
  for (const fold of unfolded) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of unfolded) fold.open = false;
});

// One key for what cannot wait: data-key="F2" on a button or link presses it.
document.addEventListener("keydown", (event) => {
  const wanted = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === event.key);
  if (wanted && !event.altKey && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    wanted.click();
  }
});
