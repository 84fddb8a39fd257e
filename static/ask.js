// The page works without this. With it answers come without leaving the page, and earlier ones stay.
const find = (selector, where = document) => where.querySelector(selector);
const main = find("main"), thread = find("#thread"), form = find("#ask"), say = form.dataset;
const box = find("#question"), status = find("#status"), list = find("#options");
const title = document.title, first = thread?.children.length, framer = main.dataset.parent;
let shown = first, questions, picked, soon;

// Ask
addEventListener("submit", (event) => {
  const sent = event.target, body = new URLSearchParams(new FormData(sent, event.submitter));
  if (!thread) return;
  event.preventDefault();
  (sent.closest(".feedback") ? judge : ask)(sent.action, { method: "POST", body }, sent);
});

addEventListener("click", (event) => {
  const link = event.target.closest("a"), page = link?.dataset;
  if (event.target.closest("[data-print]")) print();
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (thread && "answer" in page) ask(link.href);
  else if (navigator.clipboard && "copy" in page) navigator.clipboard.writeText(link.href).then(() => tell(say.copied));
  else return;
  event.preventDefault();
});

async function ask(address, request) {
  close();
  tell("");
  const slow = setTimeout(tell, 400, say.wait), page = await read(address, request);
  clearTimeout(slow);
  if (!page) return tell(navigator.onLine ? say.failed : say.offline);
  const turn = find(".turn", page);
  for (const id of ["#problem", "#wrong"]) find(id).replaceWith(find(id, page));
  box.ariaInvalid = !turn;
  if (turn) return add(turn);
  tell("");
  document.title = page.title;
  focus(find(".problem"));
}

async function judge(address, request, sent) {
  const page = await read(address, request), thanks = page && find(".feedback", page);
  if (!page) return tell(say.failed);
  sent.closest(".feedback").replaceWith(thanks);
  focus(thanks);
}

async function read(address, request, again = true) {
  try {
    const page = new DOMParser().parseFromString(await (await fetch(address, request)).text(), "text/html");
    return find(".turn, .problem, .feedback", page) && page;
  } catch {
    return again && read(address, request, false);
  }
}

// Show
function add(turn) {
  while (thread.children.length > shown) thread.firstElementChild.remove();
  thread.prepend(turn);
  shown += 1;
  box.value = "";
  if (framer === undefined) history.pushState(shown, "", turn.dataset.link || form.action);
  draw();
  turn.scrollIntoView();
  focus(find(".focus", turn));
  tell(turn.dataset.said, true);
}

function draw() {
  const turns = [...thread.children].reverse(), newest = turns[shown - 1]?.dataset;
  turns.forEach((turn, place) => { turn.hidden = place >= shown; });
  thread.hidden = !shown;
  find(".keep").hidden = !newest?.keep;
  main.classList.toggle("answered", shown);
  form.context.value = newest?.context ?? "";
  document.title = newest?.title ?? title;
}

// A step to another part of the page has no number of answers.
if (thread) history.replaceState(first, "");
addEventListener("popstate", ({ state }) => {
  if (state === null) return;
  shown = state;
  draw();
});

function tell(words, unseen) {
  form.classList.toggle("hushed", Boolean(unseen));
  if (status.textContent !== words) status.textContent = words;
}

function focus(target) {
  target.tabIndex = -1;
  target.focus({ preventScroll: target.matches(".focus") });
}

// Suggest questions while somebody types (ARIA APG, combobox); what is typed stays here
box.role = "combobox";
box.ariaAutoComplete = "list";
box.setAttribute("aria-controls", list.id);
list.role = "listbox";
list.ariaLabel = list.dataset.name;
close();
box.onblur = () => setTimeout(close, 200);

box.oninput = async () => {
  const typed = plain(box.value);
  if (typed.length < 3) return close();
  questions ??= fetch(say.suggestions).then((reply) => reply.json());
  const fits = ([question, , title]) => typed.split(/\s+/).every((word) => ` ${plain(`${question} ${title}`)}`.includes(` ${word}`));
  open((await questions).filter(fits).slice(0, 6));
};

box.onkeydown = (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1, Enter: 0 }[event.key], options = list.children, length = options.length;
  if (event.key === "Escape") close();
  if (list.hidden || !(step || (step === 0 && options[picked]))) return;
  event.preventDefault();
  if (!step) return options[picked].click();
  options[picked]?.removeAttribute("aria-selected");
  picked = ((picked ?? Math.min(-step, 0)) + step + length) % length;
  options[picked].ariaSelected = true;
  options[picked].scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", options[picked].id);
};

function open(found) {
  close();
  list.replaceChildren(...found.map(([question, address, title], place) => {
    const option = document.createElement("li"), about = document.createElement("small");
    Object.assign(option, { id: `option-${place}`, role: "option", onclick: () => thread ? ask(address) : location.assign(address) });
    about.textContent = title;
    option.append(question, " ", about);
    return option;
  }));
  box.ariaExpanded = !(list.hidden = !found.length);
  if (found.length) soon = setTimeout(tell, 900, say.options.replace("{number}", found.length), true);
}

function close() {
  clearTimeout(soon);
  picked = undefined;
  list.hidden = true;
  box.ariaExpanded = false;
  box.removeAttribute("aria-activedescendant");
}

function plain(text) {
  return text.toLowerCase().normalize("NFD").replace(/[^\p{L}\p{N}\s]/gu, "").trim();
}

// Print everything; in a frame, tell the page around it our height
find("button[data-print]").hidden = false;
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
if (framer) new ResizeObserver(() => parent.postMessage({ height: document.body.scrollHeight }, framer)).observe(document.body);
