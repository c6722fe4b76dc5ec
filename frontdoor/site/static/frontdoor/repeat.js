// "Add another child": <fieldset data-repeat="children" data-repeat-word="Child"> holds [data-repeat-item]s, a <template>
// whose names say __prefix__, and a submit button [data-repeat-add name="add" value="child"], which the server also understands.
// An item's [data-repeat-remove] takes it away, or ticks its -DELETE box when the row is already kept.
for (const group of document.querySelectorAll("[data-repeat]")) start(group);

function start(group) {
  const template = group.querySelector("template");
  const total = group.querySelector(`[name="${group.dataset.repeat}-TOTAL_FORMS"]`);
  const word = group.dataset.repeatWord;
  const items = () => [...group.querySelectorAll("[data-repeat-item]")];

  function add() {
    const place = items().length;
    const item = template.content.firstElementChild.cloneNode(true);
    each(item, (text) => text.replaceAll("__prefix__", String(place)));
    const last = items().at(-1);
    if (last) last.after(item);
    else template.before(item);
    finish();
    item.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    announce(`${word} ${place + 1} added`);
  }

  function remove(item) {
    const place = items().indexOf(item);
    const tick = item.querySelector('[name$="-DELETE"]');
    const kept = item.querySelector('[name$="-id"]')?.value;
    if (tick && kept) {
      tick.checked = true;
      item.hidden = true;
    } else {
      item.remove();
      renumber();
    }
    finish();
    group.querySelector("[data-repeat-add]").focus();
    announce(`${word} ${place + 1} removed`);
  }

  function renumber() {
    const numbered = new RegExp(`(${group.dataset.repeat}-)\\d+(?=-|$)`, "g");
    items().forEach((item, place) => each(item, (text) => text.replace(numbered, `$1${place}`)));
  }

  function finish() {
    if (total) total.value = String(items().length);
    items().filter((item) => !item.hidden).forEach((item, place) => {
      const number = item.querySelector("[data-repeat-number]");
      if (number) number.textContent = `${word} ${place + 1}`;
    });
    // So that a form that saves itself saves this too.
    group.dispatchEvent(new Event("input", { bubbles: true }));
  }

  group.addEventListener("click", (event) => {
    const wantsAdd = event.target.closest("[data-repeat-add]");
    const wantsRemove = event.target.closest("[data-repeat-remove]");
    if (!wantsAdd && !wantsRemove) return;
    event.preventDefault();
    if (wantsAdd) add();
    else remove(wantsRemove.closest("[data-repeat-item]"));
  });
}

const NAMING = ["name", "id", "for", "aria-describedby", "aria-labelledby", "aria-controls", "data-suggest-target"];

function each(item, change) {
  for (const element of [item, ...item.querySelectorAll("*")]) {
    for (const attribute of NAMING) {
      if (element.hasAttribute(attribute)) element.setAttribute(attribute, change(element.getAttribute(attribute)));
    }
  }
}

function announce(words) {
  const status = document.getElementById("fd-status");
  if (status) status.textContent = words;
}
