// Jobs: live progress, and files that are dropped or pasted anywhere on the page.

const progress = document.getElementById("progress");
const said = document.getElementById("added");
const form = document.getElementById("files");

// look takes the state of the page anew: often while something is read, seldom else.
async function look() {
  const busy = document.querySelector("#progress progress");
  await new Promise((done) => setTimeout(done, busy ? 1000 : 5000));
  if (document.visibilityState === "visible") await refresh().catch(() => {}); // the server may be gone for a while
  look();
}

async function refresh() {
  const answer = await fetch("/jobs");
  if (!answer.ok) return;
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  swap(document.querySelector("#now"), next.querySelector("#now"));
  swap(progress, next.getElementById("progress"));
  const failed = document.getElementById("failed").closest("section");
  if (!failed.contains(document.activeElement)) swap(failed, next.getElementById("failed").closest("section"));
}

// swap puts new content into an element that stays, so that screen readers follow
// it; nothing is said where nothing changed.
function swap(old, fresh) {
  if (fresh && old.innerHTML !== fresh.innerHTML) old.replaceChildren(...document.adoptNode(fresh).childNodes);
}

// send adds files one by one: the limit is one for each request.
async function send(files) {
  let sent = 0;
  for (const file of files) {
    const wrong = await add(file);
    if (wrong) {
      said.textContent = `${file.name}: ${wrong}`;
      return;
    }
    said.textContent = `${++sent} / ${files.length}`;
  }
  if (sent) location.assign(`/jobs?files=${sent}`);
}

// add gives what is wrong with a file; "" for nothing.
async function add(file) {
  const body = new FormData();
  body.append("file", file);
  try {
    const answer = await fetch("/api/v1/jobs", { method: "POST", body });
    return answer.ok ? "" : (await answer.json()).error.message;
  } catch {
    return form.dataset.broke;
  }
}

if (form) {
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    send([...form.elements.file.files]);
  });
  const holds = (e) => [...(e.dataTransfer?.types ?? [])].includes("Files");
  const over = (e, on) => {
    if (!holds(e)) return;
    e.preventDefault();
    form.classList.toggle("over", on);
  };
  addEventListener("dragover", (e) => over(e, true));
  addEventListener("dragleave", (e) => over(e, Boolean(e.relatedTarget)));
  addEventListener("drop", (e) => {
    over(e, false);
    if (holds(e)) send([...e.dataTransfer.files]);
  });
  addEventListener("paste", (e) => {
    if (e.clipboardData.files.length) send([...e.clipboardData.files]);
  });
}
if (progress) {
  document.getElementById("refresh").remove(); // the page looks by itself
  look();
}
