// <form data-held> sends again what came too late. Signing in gives the browser a new token: the form takes it along.
for (const form of document.querySelectorAll("form[data-held]")) {
  form.addEventListener("submit", () => {
    const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
    if (token) form.elements.csrfmiddlewaretoken.value = token[1];
  });
}
