// <form data-autosave-url="…" data-autosave-signin-url="…"> saves itself while somebody types.
// Needs inside it: <input name="version" type="hidden">, [data-autosave-status] and [data-autosave-notice hidden].
// The answer is JSON: 200 {version, saved_at: "14:05"} · 409 {version, saved_by, fields: [{name, label, theirs, words}]} ·
// 400/422 {reasons: […]}. What was typed is only ever in the page: nothing is kept in the browser's own storage.
const PAUSE = 800;
const HEADING = { className: "govuk-heading-s" };
const RETRY = [5000, 10000, 30000];
for (const form of document.querySelectorAll("form[data-autosave-url]")) watch(form);

function watch(form) {
  const status = form.querySelector("[data-autosave-status]");
  const notice = form.querySelector("[data-autosave-notice]");
  let timer, edits = 0, savedEdits = 0, refusedEdits = 0, isSaving = false, isHeld = false, failures = 0;

  async function save() {
    if (isSaving || isHeld || savedEdits === edits || refusedEdits === edits) return;
    isSaving = true;
    const sent = edits;
    try {
      await took(await post(form), sent);
    } catch {
      failed("Not saved yet: the network is not answering.");
    }
    isSaving = false;
    if (sent !== edits && !failures) later(PAUSE);
  }

  async function took(response, sent) {
    if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) {
      return failed("Not saved yet: you are signed out, or may no longer change this.");
    }
    const isJson = (response.headers.get("content-type") || "").includes("json");
    if (response.ok && isJson) return saved(await response.json(), sent);
    if (response.status === 409 && isJson) return clashed(await response.json());
    if (response.status < 500 && isJson) {
      refusedEdits = sent;
      failures = 0;
      return tell(`Not saved: ${((await response.json()).reasons || ["something needs mending"]).join(" ")}`);
    }
    return failed("Not saved yet: the server could not take it.");
  }

  function saved(answer, sent) {
    savedEdits = sent;
    failures = 0;
    if (sent === edits) delete status.dataset.unsaved;
    form.elements.version.value = answer.version;
    notice.hidden = true;
    tell(`Saved ${answer.saved_at}`);
  }

  function failed(why) {
    const href = form.dataset.autosaveSigninUrl || "/";
    const link = make("a", "Sign in again in a new tab", { href, target: "_blank", rel: "noopener", className: "govuk-link" });
    const line = make("p", `${why} This page keeps what you typed and goes on trying. `);
    line.append(link);
    notice.replaceChildren(line);
    notice.hidden = false;
    tell("Not saved yet");
    later(RETRY[Math.min(failures++, RETRY.length - 1)]);
  }

  function clashed(answer) {
    isHeld = true;
    const left = new Set(answer.fields.map((field) => field.name));
    const settle = (name, part) => {
      part.remove();
      left.delete(name);
      if (left.size) return;
      isHeld = false;
      form.elements.version.value = answer.version;
      notice.hidden = true;
      save();
    };
    const title = make("h2", `${answer.saved_by} saved this while you were typing. Nothing is lost: choose for each.`, HEADING);
    notice.replaceChildren(title, ...answer.fields.map((field) => choice(form, field, settle)));
    notice.hidden = false;
    tell("Not saved yet: somebody else has saved this too");
    if (!answer.fields.length) settle("", title);
  }

  const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };
  const tell = (words) => { if (status.textContent !== words) status.textContent = words; };
  const changed = () => { edits += 1; status.dataset.unsaved = ""; later(failures ? RETRY[0] : PAUSE); };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("focusout", save);
  form.addEventListener("submit", () => { takeToken(); savedEdits = edits; clearTimeout(timer); });
  document.addEventListener("visibilitychange", save);
  addEventListener("online", save);
  addEventListener("beforeunload", (event) => { if (savedEdits !== edits) event.preventDefault(); });
}

function post(form) {
  takeToken();
  const headers = { Accept: "application/json" };
  return fetch(form.dataset.autosaveUrl, { method: "POST", body: new FormData(form), headers, redirect: "manual" });
}

// Signing in again in another tab gives the browser a new token: every form of this page takes it along.
function takeToken() {
  const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) if (token) input.value = token[1];
}

function choice(form, field, settle) {
  const part = document.createElement("div");
  const look = { type: "button", className: "govuk-button govuk-button--secondary" };
  const mine = make("button", "Keep mine", look);
  const theirs = make("button", "Use theirs", look);
  mine.addEventListener("click", () => settle(field.name, part));
  theirs.addEventListener("click", () => { put(form, field); settle(field.name, part); });
  const kept = make("p", field.words || field.theirs || "(empty)", { className: "fd-kept" });
  part.append(make("h3", `${field.label}: theirs`, HEADING), kept, mine, " ", theirs);
  return part;
}

// Put the other's answer in the page: ticked, chosen or typed, in a row of its own where the other added one.
function put(form, { name, theirs }) {
  const group = form.querySelector(`[data-repeat="${name.split("-")[0]}"]`);
  for (let tries = 0; group && !form.elements[name] && tries < 20; tries += 1) group.querySelector("[data-repeat-add]").click();
  // Something chosen from a list that this page has not asked for: first in the form, so that a later answer wins.
  if (!form.elements[name]) form.prepend(make("input", "", { type: "hidden", name }));
  const found = form.elements[name];
  for (const control of found instanceof RadioNodeList ? found : [found]) {
    if (control.type === "radio") control.checked = control.value === theirs;
    else if (control.type === "checkbox") control.checked = Boolean(theirs);
    else control.value = theirs;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

const make = (tag, words, more = {}) => Object.assign(document.createElement(tag), { textContent: words, ...more });
