// <form data-answer="id"> asks again while a slider moves, and puts the part that answers in the element of that id. The
// address keeps what was asked, so that it can be sent to somebody. Without this the button asks.
const PAUSE = 60;

for (const form of document.querySelectorAll("form[data-answer]")) listen(form);

function listen(form) {
  let timer = 0;
  let abort = new AbortController();
  form.addEventListener("input", (event) => {
    const said = event.target.parentElement.querySelector("output");
    if (said) said.value = event.target.value;
    clearTimeout(timer);
    abort.abort();
    abort = new AbortController();
    timer = setTimeout(ask, PAUSE, form, abort.signal);
  });
}

async function ask(form, signal) {
  const panel = document.getElementById(form.dataset.answer);
  const asked = new URLSearchParams(new FormData(form));
  panel.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(`${form.action}?${asked}&part=answer`, { signal, headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    panel.innerHTML = await answer.text();
    history.replaceState(null, "", `?${asked}`);
  } catch (problem) {
    if (problem.name !== "AbortError") panel.textContent = "There is no answer just now. Press Ask to try again.";
  } finally {
    if (!signal.aborted) panel.removeAttribute("aria-busy");
  }
}
