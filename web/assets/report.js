// The report page: choosing a speaker shows all their words and dims the rest, at
// most three layers of marks besides the statements are on at a time, and only
// marks that are seen are links.

const most = 3;
const report = document.querySelector(".report");

if (report) {
  speakers(report);
  layers(report);
}

// speakers makes a switch of every speaker's name in the panel.
function speakers(report) {
  for (const speaker of report.querySelectorAll(".speaker")) {
    const name = speaker.querySelector("h3");
    const button = document.createElement("button");
    button.className = "choose";
    button.type = "button";
    button.setAttribute("aria-pressed", "false");
    button.append(...name.childNodes);
    name.append(button);
    button.addEventListener("click", () => choose(report, speaker, button));
  }
}

function choose(report, speaker, button) {
  const on = button.getAttribute("aria-pressed") !== "true";
  for (const b of report.querySelectorAll(".choose")) b.setAttribute("aria-pressed", String(on && b === button));
  const own = new Set([...speaker.querySelectorAll(".entry")].map((e) => e.id.replace("card-", "")));
  report.classList.toggle("dimmed", on);
  for (const m of report.querySelectorAll(".m[data-of]")) {
    m.classList.toggle("own", on && m.dataset.of.split(" ").some((id) => own.has(id)));
  }
  for (const s of report.querySelectorAll(".speaker")) s.classList.toggle("own", on && s === speaker);
}

// layers switches the layer off that was switched on first when there are too many.
function layers(report) {
  const boxes = [...report.querySelectorAll(".key input")].filter((b) => !["k-said", "k-src", "k-cue"].includes(b.id));
  const on = boxes.filter((b) => b.checked);
  for (const b of boxes) {
    b.addEventListener("change", () => {
      if (b.checked) on.push(b);
      else on.splice(on.indexOf(b), 1);
      while (on.length > most) on.shift().checked = false;
      links(report);
    });
  }
  while (on.length > most) on.shift().checked = false; // the browser may have kept more
  links(report);
}

// links takes the addresses of the events' marks away while they are not shown, so
// that nobody clicks on, or walks through, what is not to be seen.
function links(report) {
  const shown = report.querySelector("#k-ev")?.checked ?? true;
  for (const a of report.querySelectorAll(".text a.ev")) {
    a.dataset.href ??= a.getAttribute("href");
    if (shown) a.setAttribute("href", a.dataset.href);
    else a.removeAttribute("href");
  }
}
