// What every page has: the keys, and the help that lists them. Pages are complete
// without it.
//
//   /     the search box        j k   next, previous entry
//   Enter open the entry        ?     the keys

const typing = (e) => e.target.closest("input, textarea, select, [contenteditable]");

const entries = () => [...document.querySelectorAll(".entries > li")];

function move(by) {
  const list = entries();
  if (list.length === 0) return;
  const at = list.findIndex((e) => e.classList.contains("here"));
  const next = Math.min(Math.max(at + by, 0), list.length - 1);
  list.forEach((e, i) => e.classList.toggle("here", i === next));
  list[next].scrollIntoView({ block: "nearest" });
  list[next].querySelector("a")?.focus({ preventScroll: true });
}

document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || typing(e)) return;
  switch (e.key) {
    case "/": {
      const box = document.querySelector("input[type=search]");
      if (!box) location.assign("/");
      else { box.focus(); box.select(); }
      break;
    }
    case "j": move(1); break;
    case "k": move(-1); break;
    case "?": document.getElementById("keys").showModal(); break;
    default: return;
  }
  e.preventDefault();
});
