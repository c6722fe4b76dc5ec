// <div data-suggest-url="…" data-suggest-target="panel-id"> posts its fields while somebody types and puts the HTML that
// comes back in the panel. The first element of the answer may say data-announce="3 people may match".
// <details data-suggest-more="…" data-reference="…" data-place="…"> in the panel posts the same fields, its reference and
// its place when it is opened, and holds what comes back after its summary. A new answer leaves it open.
const PAUSE = 60;

document.addEventListener("input", (event) => {
  const group = event.target.closest("[data-suggest-url]");
  if (group) ask(group);
});

const asking = new WeakMap();

function ask(group) {
  const before = asking.get(group);
  if (before) {
    clearTimeout(before.timer);
    before.abort.abort();
  }
  const abort = new AbortController();
  const timer = setTimeout(() => answer(group, abort), PAUSE);
  asking.set(group, { timer, abort });
}

async function answer(group, abort) {
  const panel = document.getElementById(group.dataset.suggestTarget);
  panel.setAttribute("aria-busy", "true");
  try {
    const html = await post(group, group.dataset.suggestUrl, fields(group), abort.signal);
    if (!abort.signal.aborted) show(panel, html);
  } catch (problem) {
    if (problem.name !== "AbortError") announce("Suggestions are not available just now. Carry on: nothing is lost.");
  } finally {
    if (!abort.signal.aborted) panel.removeAttribute("aria-busy");
  }
}

// An answer must not take away what somebody is pointing at or has tabbed into: it waits until they leave.
function show(panel, html) {
  if (panel.contains(document.activeElement)) {
    panel.addEventListener("focusout", () => setTimeout(() => show(panel, html)), { once: true });
    return;
  }
  const opened = new Set([...panel.querySelectorAll("details[data-suggest-more][open]")].map(keyOf));
  panel.innerHTML = html;
  for (const details of panel.querySelectorAll("details[data-suggest-more]")) details.open = opened.has(keyOf(details));
  announce(panel.firstElementChild?.dataset.announce || "");
}

// Opening does not bubble, so it is caught on its way down.
document.addEventListener("toggle", (event) => {
  const details = event.target;
  if (details.open && details.dataset.suggestMore && !details.querySelector("[data-filled]")) fill(details);
}, true);

async function fill(details) {
  const holds = (group) => document.getElementById(group.dataset.suggestTarget).contains(details);
  const group = [...document.querySelectorAll("[data-suggest-url]")].find(holds);
  details.querySelector(":scope > div")?.remove(); // what could not be had before is asked for again
  const held = document.createElement("div");
  held.className = "govuk-body";
  held.textContent = "One moment …";
  details.append(held);
  const body = fields(group);
  body.append("reference", details.dataset.reference);
  body.append("place", details.dataset.place);
  try {
    held.innerHTML = await post(group, details.dataset.suggestMore, body);
    held.dataset.filled = "";
  } catch {
    held.textContent = "The reasons are not available just now. Carry on: nothing is lost.";
  }
}

function keyOf(details) {
  return `${details.dataset.place} ${details.dataset.reference}`;
}

async function post(group, url, body, signal) {
  const headers = { "X-CSRFToken": token(group) };
  const response = await fetch(url, { method: "POST", body, headers, redirect: "manual", signal });
  if (!response.ok) throw new Error(String(response.status));
  return response.text();
}

function fields(group) {
  const body = new URLSearchParams(); // not FormData: parts are read more slowly than one line is
  for (const input of group.querySelectorAll("input, select, textarea")) {
    const isChoice = input.type === "radio" || input.type === "checkbox";
    if (input.name && input.type !== "file" && (!isChoice || input.checked)) body.append(input.name, input.value);
  }
  return body;
}

function token(group) {
  return (group.closest("form") || document).querySelector("input[name=csrfmiddlewaretoken]")?.value || "";
}

function announce(words) {
  const status = document.getElementById("fd-status");
  if (status && words && status.textContent !== words) status.textContent = words;
}
