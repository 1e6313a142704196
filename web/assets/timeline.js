// The bars of the timeline: drag over them, or walk along with the arrow keys
// (with shift: choose several, Enter goes there). Without it they are links, and
// the form below sets the same range.

const chart = document.querySelector("[data-brush]");
if (chart) brush(chart);

function brush(chart) {
  const bars = [...chart.querySelectorAll("[data-from]")];
  const links = bars.filter((b) => b.matches("a"));
  const hit = (b) => (b.matches("a") ? b.querySelector(".hit") : b);
  let start = -1, end = -1, dragged = false;
  chart.dataset.ready = "";
  if (links.length) links[0].tabIndex = 0;

  const mark = (a, b) => {
    start = a; end = b;
    bars.forEach((e, i) => hit(e).classList.toggle("brush", a >= 0 && i >= Math.min(a, b) && i <= Math.max(a, b)));
  };
  const go = () => {
    const to = new URL(location.href);
    to.searchParams.delete("after");
    to.searchParams.set("from", bars[Math.min(start, end)].dataset.from);
    to.searchParams.set("to", bars[Math.max(start, end)].dataset.to);
    location.assign(to);
  };
  const at = (e) => {
    const box = chart.getBoundingClientRect();
    return Math.min(Math.max(Math.floor(((e.clientX - box.left) / box.width) * bars.length), 0), bars.length - 1);
  };

  chart.addEventListener("dragstart", (e) => e.preventDefault());
  chart.addEventListener("pointerdown", (e) => {
    if (e.button !== 0) return;
    dragged = false;
    start = end = at(e);
    const move = (e) => {
      if (at(e) !== start) dragged = true;
      if (dragged) mark(start, at(e));
    };
    const stop = (e) => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", stop);
      removeEventListener("pointercancel", stop);
      if (dragged && e.type === "pointerup") go();
      else mark(-1, -1);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", stop);
    addEventListener("pointercancel", stop);
  });
  chart.addEventListener("click", (e) => { if (dragged) e.preventDefault(); }, true);

  chart.addEventListener("keydown", (e) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -bars.length, End: bars.length }[e.key];
    const here = links.indexOf(document.activeElement);
    if (e.key === "Enter" && start >= 0 && start !== end) { e.preventDefault(); go(); return; }
    if (e.key === "Escape") { mark(-1, -1); return; }
    if (!step || here < 0) return;
    e.preventDefault();
    const next = links[Math.min(Math.max(here + step, 0), links.length - 1)];
    if (e.shiftKey) mark(start < 0 ? bars.indexOf(links[here]) : start, bars.indexOf(next));
    else mark(-1, -1);
    links[here].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}
