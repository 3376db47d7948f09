// Explains while one types. Without it, the button does.
const form = document.getElementById("explain");
if (form) {
  const place = document.getElementById("explanation");
  let waiting;
  let running;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      running?.abort();
      running = new AbortController();
      try {
        const answer = await fetch("fragment", {
          method: "POST",
          body: new URLSearchParams(new FormData(form)),
          signal: running.signal,
        });
        place.innerHTML = await answer.text();
      } catch (broken) {
        if (broken.name !== "AbortError") place.textContent = "dknn does not answer any more.";
      }
    }, 300);
  });
}
