// The page works without this. With it answers come without leaving the page, and earlier ones stay.
const find = (selector, where = document) => where.querySelector(selector);
const main = find("main"), thread = find("#thread"), form = find("#ask"), say = form.dataset;
const box = find("#question"), status = find("#status"), list = find("#options"), paper = find("button[data-print]");
const title = document.title, framer = main.dataset.parent;
let shown = thread?.children.length, load = performance.timeOrigin, questions, picked, soon;

// Ask
onsubmit = (event) => {
  const sent = event.target, body = new URLSearchParams(new FormData(sent, event.submitter));
  if (!thread) return;
  event.preventDefault();
  (sent.closest(".feedback") ? judge : ask)(sent.action, { method: "POST", body }, sent);
};

onclick = (event) => {
  const link = event.target.closest("a"), page = link?.dataset;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (thread && "answer" in page) ask(link.href);
  else if (thread && "clear" in page) clear(page.clear && link.href);
  else if (navigator.clipboard && "copy" in page) navigator.clipboard.writeText(link.href).then(() => tell(say.copied));
  else return;
  event.preventDefault();
};

async function ask(address, request) {
  close();
  tell("");
  const slow = setTimeout(tell, 400, say.wait), page = await read(address, request);
  clearTimeout(slow);
  if (!page) return tell(navigator.onLine ? say.failed : say.offline);
  for (const id of ["#problem", "#wrong"]) find(id).replaceWith(find(id, page));
  const turn = find(".turn", page);
  box.ariaInvalid = !turn;
  if (turn) return add(turn);
  tell("");
  document.title = page.title;
  focus(find(".problem"));
}

async function judge(address, request, sent) {
  const thanks = (await read(address, request))?.querySelector(".feedback");
  if (!thanks) return tell(say.failed);
  sent.closest(".feedback").replaceWith(thanks);
  focus(thanks);
}

async function read(address, request, again = true) {
  try {
    const page = new DOMParser().parseFromString(await (await fetch(address, request)).text(), "text/html");
    return find(".turn, .problem, .feedback", page) && page;
  } catch {
    return again ? read(address, request, false) : null;
  }
}

// Show
function add(turn) {
  while (thread.children[shown]) thread.lastChild.remove();
  thread.append(turn);
  shown += 1;
  box.value = "";
  remember("pushState", turn);
  draw();
  turn.scrollIntoView();
  focus(find(".focus", turn));
  tell(turn.dataset.said, true);
}

function draw() {
  const newest = thread.children[shown - 1], page = newest?.dataset;
  let place = 0;
  for (const turn of thread.children) turn.hidden = place++ >= shown;
  find(".keep").hidden = thread.hidden = !shown;
  paper.hidden = !page?.keep;
  main.classList.toggle("answered", shown);
  // Room below, so that the newest question can stand at the top of the view
  if (!framer) document.body.style.minHeight = newest ? `${newest.offsetTop + innerHeight}px` : "";
  form.context.value = page?.context ?? "";
  document.title = page?.title ?? title;
}

// With an address: leave for it, and let Back not come here again
function clear(address) {
  thread.replaceChildren();
  load = shown = 0;
  remember("replaceState");
  draw();
  address ? top.location.replace(address) : box.focus();
}

// An entry of the history knows how many answers were shown; after a refusal also the question, for a reload
function remember(method, turn, asked = turn?.dataset.asked) {
  if (framer == null) history[method]({ load, shown, asked }, "", turn?.dataset.link || say.home);
}

if (thread) {
  const asked = performance.getEntriesByType("navigation")[0].type === "reload" && history.state?.asked;
  box.value ||= asked || "";
  remember("replaceState", thread.lastElementChild, asked);
  draw();
  onpopstate = ({ state }) => {
    if (!state) return;
    shown = state.shown;
    if (state.load === load) return draw();
    history.replaceState(null, "");
    location.reload();
  };
}

function tell(words, unseen) {
  form.classList.toggle("hushed", !!unseen);
  if (status.textContent !== words) status.textContent = words;
}

function focus(target) {
  target.tabIndex = -1;
  target.focus({ preventScroll: target.matches(".focus") });
}

// Suggest questions while somebody types; what is typed stays here
list.role = "listbox";
list.ariaLabel = list.dataset.name;
box.onblur = () => setTimeout(close, 200);

box.oninput = async () => {
  const typed = plain(box.value).trim();
  if (typed.length < 3) return close();
  questions ??= fetch(say.suggestions).then((reply) => reply.json());
  const fits = ([question, , title]) => typed.split(/\s+/).every((word) => plain(` ${question} ${title}`).includes(` ${word}`));
  open((await questions).filter(fits).slice(0, 6));
};

box.onkeydown = (event) => {
  const { key } = event, options = list.children;
  if (event.isComposing || event.keyCode === 229) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[key], enter = key === "Enter" && !event.shiftKey;
  if (key === "Escape") close();
  if (!enter && (list.hidden || !step)) return;
  event.preventDefault();
  if (enter) return list.hidden || !options[picked] ? form.requestSubmit() : options[picked].click();
  options[picked]?.removeAttribute("aria-selected");
  picked = ((picked ?? Math.min(-step, 0)) + step + options.length) % options.length;
  options[picked].ariaSelected = true;
  options[picked].scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", options[picked].id);
};

function open(found) {
  close();
  list.replaceChildren(...found.map(([question, address, title], place) => {
    const option = document.createElement("li"), about = document.createElement("small");
    Object.assign(option, { id: `option-${place}`, role: "option", onclick: () => thread ? ask(address) : (location = address) });
    about.append(title);
    option.append(question, " ", about);
    return option;
  }));
  list.hidden = !found[0];
  if (found[0]) soon = setTimeout(tell, 900, say.options.replace("{number}", found.length), true);
}

function close() {
  clearTimeout(soon);
  picked = undefined;
  list.hidden = true;
  box.removeAttribute("aria-activedescendant");
}

function plain(text) {
  return text.toLowerCase().normalize("NFD").replace(/[^\p{L}\p{N}\s]/gu, "");
}

// Print everything; in a frame, tell the page around it our height
paper.onclick = () => print();
if (!thread) paper.hidden = false;
onbeforeprint = () => document.querySelectorAll("details:not(.others)").forEach((part) => { part.open = true; });
if (framer) new ResizeObserver(() => parent.postMessage({ height: document.body.scrollHeight }, framer)).observe(document.body);
