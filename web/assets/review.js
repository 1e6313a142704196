// The queue: deciding by keys, and going on without leaving the page.
//
//   a  right, the same     x  wrong, different     e  correct it
//   Space  skip            Backspace  take the last decision back

const queue = () => document.getElementById("review");
const here = () => queue().querySelector(".doubts > li.here") ?? queue().querySelector(".doubts > li");

// show puts another state of the queue in place of this one.
async function show(answer) {
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = next.getElementById("review");
  if (!answer.ok || !fresh) return document.getElementById("main").replaceChildren(...next.querySelector("main").children);
  const status = queue().querySelector(".last");
  queue().replaceWith(document.adoptNode(fresh));
  // The same element says what was done, so that screen readers tell it.
  const said = queue().querySelector(".last");
  status.replaceChildren(...said.childNodes);
  said.replaceWith(status);
  history.replaceState(null, "", answer.url);
  const card = here();
  card?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: "nearest" });
}

// ask shows what the server answers. Until it has, nothing else is asked: a key that
// is pressed twice must not decide twice.
let asking = false;
async function ask(url, options) {
  if (asking) return;
  asking = true;
  try {
    await show(await fetch(url, options));
  } catch {
    location.reload(); // the browser says best what is wrong with the server
  }
  asking = false;
}

document.addEventListener("submit", (e) => {
  const form = e.target.closest("#review form");
  if (!form) return;
  e.preventDefault();
  ask(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, e.submitter)) });
});

document.addEventListener("click", (e) => {
  const skip = e.target.closest('#review a[data-key=" "]');
  if (!skip || e.ctrlKey || e.metaKey || e.shiftKey || e.button !== 0) return;
  e.preventDefault();
  ask(skip.href);
});

document.addEventListener("keydown", (e) => {
  if (!queue() || e.ctrlKey || e.metaKey || e.altKey || e.repeat || e.target.closest("input, textarea, select, dialog")) return;
  if (e.key === " " && e.target.closest("a, button, summary")) return;
  if (!["a", "x", "e", " ", "Backspace"].includes(e.key)) return;
  const at = `[data-key="${e.key}"]`;
  const target = e.key === "Backspace" ? queue().querySelector(at) : here()?.querySelector(at);
  if (!target) return;
  e.preventDefault();
  target.click();
  if (e.key === "e") target.closest("details").querySelector("input[type=text]").focus();
});
