// The claim page: taking an origin away without leaving the place on the page, and
// tracing what a report rests on in the picture.
//
//   1 … 9  take that origin away        0  put it back

const part = () => document.getElementById("claim");

// swap shows another state of the page in place of this one.
async function swap(url, push) {
  const answer = await fetch(url);
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = next.getElementById("claim");
  if (!fresh) return location.assign(url);
  const n = document.activeElement?.dataset?.n;
  part().replaceWith(document.adoptNode(fresh));
  document.title = next.title;
  document.getElementById("claim-news").textContent = part().querySelector(".now").textContent.trim();
  if (push) history.pushState({ swapped: true }, "", url);
  (n ? part().querySelector(`[data-n="${n}"]`) : part().querySelector(".switches a"))?.focus({ preventScroll: true });
}

document.addEventListener("click", (e) => {
  const link = e.target.closest("a[data-swap]");
  if (!link || e.ctrlKey || e.metaKey || e.shiftKey || e.button !== 0) return;
  e.preventDefault();
  swap(link.href, true);
});
addEventListener("popstate", () => swap(location.href, false));

document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, textarea, select")) return;
  if (e.key === "0") part().querySelector("[data-swap]:not([data-n])")?.click();
  else part().querySelector(`[data-n="${CSS.escape(e.key)}"]`)?.click();
});

// trace keeps what a box rests on and what rests on it, and dims the rest.
function trace(box) {
  const graph = part().querySelector(".graph");
  if (!graph) return;
  graph.classList.toggle("traced", Boolean(box));
  graph.querySelectorAll(".on").forEach((e) => e.classList.remove("on"));
  if (!box) return;
  const edges = [...graph.querySelectorAll(".edge:not(.ring)")];
  const follow = (i, from, to) => {
    graph.querySelector(`.box[data-i="${i}"]`)?.classList.add("on");
    for (const edge of edges) {
      if (edge.dataset[from] !== i || edge.classList.contains("on")) continue;
      edge.classList.add("on");
      follow(edge.dataset[to], from, to);
    }
  };
  follow(box.dataset.i, "from", "to");
  follow(box.dataset.i, "to", "from");
}

for (const [type, on] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
  document.addEventListener(type, (e) => {
    const box = e.target.closest?.(".graph .box");
    if (box) trace(on ? box : null);
  });
}
