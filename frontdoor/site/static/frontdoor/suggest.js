// <div data-suggest-url="…" data-suggest-target="panel-id"> posts its fields while somebody types and puts the HTML that
// comes back in the panel. The first element of the answer may say data-announce="3 people may match".
const PAUSE = 150;

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
    const response = await fetch(group.dataset.suggestUrl, {
      method: "POST",
      body: fields(group),
      headers: { "X-CSRFToken": token(group) },
      redirect: "manual",
      signal: abort.signal,
    });
    if (!response.ok) throw new Error(String(response.status));
    const html = await response.text();
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
  panel.innerHTML = html;
  announce(panel.firstElementChild?.dataset.announce || "");
}

function fields(group) {
  const body = new FormData();
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
