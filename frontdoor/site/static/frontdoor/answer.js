// <form data-answer="id"> asks again while a slider moves, and puts the part that answers in the element of that id. The
// address keeps what was asked, so that it can be sent to somebody. Without this the button asks.
//
// One question is asked at a time: what moved meanwhile is asked when the answer is there, and only as it stands then. So
// answers come while the slider moves, and none is worked out that nobody waits for any more.
for (const form of document.querySelectorAll("form[data-answer]")) listen(form);

function listen(form) {
  let asking = false;
  let moved = false;
  form.addEventListener("input", async (event) => {
    const said = event.target.parentElement.querySelector("output");
    if (said) said.value = event.target.value;
    moved = true;
    if (asking) return;
    asking = true;
    const panel = document.getElementById(form.dataset.answer);
    panel.setAttribute("aria-busy", "true");
    while (moved) {
      moved = false;
      await ask(form, panel);
    }
    panel.removeAttribute("aria-busy");
    asking = false;
  });
}

async function ask(form, panel) {
  const asked = new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(`${form.action}?${asked}&part=answer`, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    panel.innerHTML = await answer.text();
    history.replaceState(null, "", `?${asked}`);
  } catch {
    panel.textContent = "There is no answer just now. Press Ask to try again.";
  }
}
