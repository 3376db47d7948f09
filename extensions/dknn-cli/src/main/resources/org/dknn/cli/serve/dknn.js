// Explains while one types, one text at a time. Without it, the button does.
const form = document.getElementById("explain");
if (form) {
  const place = document.getElementById("explanation");
  const status = document.getElementById("status");
  let waiting;
  let isAsked = false;
  let isStale = false;

  async function answer() {
    const answer = await fetch("fragment", { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const text = await answer.text();
    if (isStale) return;
    if (answer.headers.get("Content-Type")?.startsWith("text/html")) place.innerHTML = text;
    else place.textContent = text;
    status.textContent = place.querySelector(".answer, .notice")?.textContent ?? "";
  }

  async function explain() {
    isStale = isAsked;
    if (isAsked) return;
    isAsked = true;
    place.setAttribute("aria-busy", "true");
    try {
      do {
        isStale = false;
        await answer();
      } while (isStale);
    } catch {
      place.textContent = "dknn does not answer. Does 'dknn serve' still run?";
    }
    isAsked = false;
    place.removeAttribute("aria-busy");
  }

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(explain, 300);
  });
}
