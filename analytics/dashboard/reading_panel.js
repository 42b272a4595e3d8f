// Two texts side by side. Every piece of article text enters through textContent: it is data, never markup.

const CHOOSE_AFTER_MS = 350; // a run through the passages by keyboard asks the server once, where it stops
const ANSWER_WITHIN_MS = 5000; // so long an answer to an earlier choice does not take the visitor back to it
const MARGIN_PX = 24;
const HITS = "leftout-hits";
const HIT = "leftout-hit";
const states = new WeakMap();

function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

function chip(id, data) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "chip";
  made.dataset.mark = id;
  made.tabIndex = -1;
  made.textContent = data.chips[id] ?? id;
  const label = data.labels[id] ?? "";
  made.title = label;
  made.setAttribute("aria-label", label === id ? id : `${id}: ${label}`);
  made.setAttribute("aria-pressed", "false");
  return made;
}

function piece(segment, data) {
  const isMarked = segment.commitments.length > 0;
  if (!isMarked && !segment.place) return document.createTextNode(segment.text);
  const box = document.createElement("span");
  const mark = document.createElement("mark");
  mark.textContent = segment.text;
  if (segment.place) mark.className = "place";
  box.append(mark);
  if (!isMarked) return box;
  box.className = `told ${segment.verdict}`;
  box.marks = segment.commitments;
  box.append(...segment.commitments.map((id) => chip(id, data)));
  return box;
}

function draw(pane, title, label, segments, language, data) {
  const head = pane.querySelector("h2");
  head.textContent = title;
  head.dir = "auto";
  pane.setAttribute("aria-label", label);
  const body = pane.querySelector(".body");
  body.setAttribute("aria-label", title);
  body.lang = language;
  body.replaceChildren(...segments.map((segment) => piece(segment, data)));
  body.scrollTop = 0;
  const first = body.querySelector(".chip");
  if (first) first.tabIndex = 0;
}

// Only the pane scrolls: the page under the visitor's hand stays where it is.
function scrollTo(body, box) {
  body.scrollTop += box.getBoundingClientRect().top - body.getBoundingClientRect().top - MARGIN_PX;
}

function isInView(body, box) {
  const [outer, inner] = [body.getBoundingClientRect(), box.getBoundingClientRect()];
  return inner.top >= outer.top && inner.bottom <= outer.bottom;
}

function showChosen(state, chosen, origin = null) {
  for (const body of state.bodies) {
    let first = null;
    for (const box of body.querySelectorAll(".told")) {
      const isChosen = box.marks.includes(chosen);
      box.toggleAttribute("data-chosen", isChosen);
      if (isChosen && first === null) first = box;
    }
    for (const each of body.querySelectorAll(".chip")) each.setAttribute("aria-pressed", String(each.dataset.mark === chosen));
    if (first && body !== origin) {
      scrollTo(body, first);
      setCurrent(state, body, first);
    }
    const isArticle = body === state.bodies[0];
    if (isArticle && chosen && first === null) {
      state.say(fill(state.data.words.untold, { name: state.data.labels[chosen] === chosen ? chosen : `${chosen} ${state.data.labels[chosen]}` }));
    }
  }
  state.shown = chosen;
}

function setCurrent(state, body, box) {
  state.current.set(body, box);
  for (const each of body.querySelectorAll('.chip[tabindex="0"]')) each.tabIndex = -1;
  for (const each of body.querySelectorAll(".told[data-current]")) each.removeAttribute("data-current");
  box.setAttribute("data-current", "");
  for (const each of box.querySelectorAll(".chip")) each.tabIndex = 0;
}

function choose(state, id, body, later) {
  letGo(state.together); // the panes turn to each other by the choice
  state.say("");
  showChosen(state, id, body);
  clearTimeout(state.timer);
  [state.pending, state.pendingUntil] = [id, Date.now() + ANSWER_WITHIN_MS];
  state.timer = setTimeout(() => state.send("chosen", id), later ? CHOOSE_AFTER_MS : 0);
}

// Where a theme is chosen, its passages are walked through; otherwise all that are marked.
function walk(state, step) {
  const { body, data } = state;
  const isTheme = Object.keys(data.labels).every((id) => data.labels[id] === id);
  let boxes = [...body.querySelectorAll(".told")];
  if (isTheme && state.shown) {
    const chosen = boxes.filter((box) => box.marks.includes(state.shown));
    if (chosen.length) boxes = chosen;
  }
  if (!boxes.length) {
    state.say(data.words.nothing);
    return;
  }
  const at = boxes.indexOf(state.current.get(body));
  const next = at < 0 ? (step > 0 ? 0 : boxes.length - 1) : (at + step + boxes.length) % boxes.length;
  const box = boxes[next];
  setCurrent(state, body, box);
  if (!isInView(body, box)) scrollTo(body, box);
  const id = box.marks.includes(state.shown) ? state.shown : box.marks[0];
  choose(state, id, body, true);
  const names = box.marks.map((each) => (data.labels[each] === each ? each : `${each} ${data.labels[each] ?? ""}`)).join("; ");
  const untold = state.saying();
  state.say(`${fill(data.words.at, { n: next + 1, total: boxes.length, names })} ${untold}`.trim());
}

// Find ----------------------------------------------------------------------------------------------------------------

// One unit stays one unit, so that places in the folded text are places in the text.
function folded(text) {
  let made = "";
  for (const unit of text) {
    const lower = /\s/.test(unit) ? " " : unit.toLowerCase();
    made += lower.length === unit.length ? lower : unit;
  }
  return made;
}

function hitsIn(body, wanted) {
  const nodes = [];
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(".chip") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  let text = "";
  while (walker.nextNode()) {
    nodes.push([text.length, walker.currentNode]);
    text += walker.currentNode.data;
  }
  const whole = folded(text);
  const ranges = [];
  let node = 0;
  const place = (at, isEnd) => {
    while (node + 1 < nodes.length && nodes[node + 1][0] + (isEnd ? 1 : 0) <= at) node += 1;
    return [nodes[node][1], at - nodes[node][0]];
  };
  for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + wanted.length)) {
    const range = new Range();
    range.setStart(...place(at, false));
    range.setEnd(...place(at + wanted.length, true));
    ranges.push([body, range]);
  }
  return ranges;
}

function search(state, text) {
  const wanted = folded(text.trim());
  state.sought = text;
  state.hits = wanted ? state.bodies.flatMap((body) => hitsIn(body, wanted)) : [];
  if (!wanted) left = null;
  const isSame = left && left.digest === state.data.digest && left.sought === text.trim() && state.hit < 0;
  state.hit = isSame ? left.hit - 1 : -1;
  paint(state);
  state.count.textContent = wanted && !state.hits.length ? state.data.words.none : "";
  if (state.hits.length) goToHit(state, 1);
}

function paint(state) {
  if (!globalThis.Highlight || !CSS.highlights) return; // an older browser selects the place instead
  CSS.highlights.set(HITS, new Highlight(...state.hits.map(([, range]) => range)));
  const current = state.hits[state.hit];
  const now = current ? new Highlight(current[1]) : new Highlight();
  now.priority = 1;
  CSS.highlights.set(HIT, now);
}

// Where the visitor was: a panel that Streamlit makes anew while a page is still being drawn goes on from there.
let left = null;

function goToHit(state, step) {
  if (!state.hits.length) return;
  letGo(state.together);
  state.hit = (state.hit + step + state.hits.length) % state.hits.length;
  left = { digest: state.data.digest, sought: state.sought.trim(), hit: state.hit };
  const [body, range] = state.hits[state.hit];
  if (!isInView(body, range)) scrollTo(body, range);
  paint(state);
  if (!globalThis.Highlight) getSelection()?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  const where = body === state.bodies[0] ? state.data.words.article : state.data.words.statement;
  state.count.textContent = `${fill(state.data.words.of, { n: state.hit + 1, total: state.hits.length })}, ${where}`;
}

// Controls ------------------------------------------------------------------------------------------------------------

function setTogether(root, state, isOn) {
  state.together.isOn = isOn;
  if (!isOn) letGo(state.together);
  const button = root.querySelector(".together");
  button.setAttribute("aria-pressed", String(isOn));
  button.querySelector(".mark").textContent = isOn ? "✓" : "✗";
}

function name(root, data) {
  const set = (selector, words, keys) => {
    const button = root.querySelector(selector);
    button.setAttribute("aria-label", words);
    button.title = keys ? `${words} (${keys})` : words;
    return button;
  };
  set(".previous", data.words.previous, "p").textContent = `‹ ${data.words.previous}`;
  set(".next", data.words.next, "n").textContent = `${data.words.next} ›`;
  set(".previous-hit", data.words.previous_hit);
  set(".next-hit", data.words.next_hit);
  set(".together", data.words.together, "s").querySelector(".words").textContent = data.words.together;
  root.querySelector(".look span").textContent = data.words.find;
  root.querySelector(".hint").textContent = data.words.hint;
  root.querySelector(".bar").setAttribute("aria-label", data.words.controls);
}

function listen(root, state) {
  const input = root.querySelector("input");
  root.querySelector(".next").onclick = () => walk(state, 1);
  root.querySelector(".previous").onclick = () => walk(state, -1);
  root.querySelector(".next-hit").onclick = () => goToHit(state, 1);
  root.querySelector(".previous-hit").onclick = () => goToHit(state, -1);
  root.querySelector(".together").onclick = () => {
    setTogether(root, state, !state.together.isOn);
    state.send("together", state.together.isOn);
  };
  input.oninput = () => search(state, input.value);
  input.onchange = () => state.send("sought", input.value.trim());
  input.onkeydown = (event) => {
    if (event.key === "Enter") goToHit(state, event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") state.body.focus();
  };
  for (const body of state.bodies) {
    body.onfocus = () => (state.body = body);
    body.onclick = (event) => {
      const box = event.target.closest(".told");
      if (!box || !getSelection().isCollapsed) return;
      state.body = body;
      setCurrent(state, body, box);
      choose(state, event.target.closest(".chip")?.dataset.mark ?? box.marks[0], body, false);
    };
    body.onkeydown = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const step = { n: 1, ArrowRight: 1, p: -1, ArrowLeft: -1 }[event.key];
      if (step) {
        state.body = body;
        walk(state, step);
      } else if (event.key === "s") root.querySelector(".together").click();
      else if (event.key === "/") input.focus();
      else return;
      event.preventDefault();
    };
  }
}

// Keys on the page ------------------------------------------------------------------------------------------------------

const TYPED = "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable], [role=combobox], [role=listbox], [role=menu]";

// The keys work as soon as the page is open. Letters that somebody types stay theirs, and the arrow keys belong to whatever has the focus.
function pressed(root, state, event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.composedPath().some((each) => each instanceof Element && each.matches(TYPED))) return;
  const isFree = document.activeElement === document.body || document.activeElement === null;
  const step = { n: 1, p: -1, ...(isFree && { ArrowRight: 1, ArrowLeft: -1 }) }[event.key];
  if (step) {
    if (isFree) state.body.focus({ preventScroll: true });
    walk(state, step);
    state.body.scrollIntoView({ block: "nearest" });
  } else if (event.key === "s") root.querySelector(".together").click();
  else if (event.key === "/") root.querySelector("input").focus();
  else return;
  event.preventDefault();
}

function stateOf(root) {
  if (!states.has(root)) {
    const said = root.querySelector(".said");
    const bodies = [...root.querySelectorAll(".body")];
    const state = { bodies, body: bodies[0], current: new Map(), hits: [], hit: -1, sought: "", shown: null, timer: 0 };
    state.count = root.querySelector(".count");
    state.together = scrollTogether(bodies);
    state.say = (words) => (said.textContent = words);
    state.saying = () => said.textContent;
    state.onPage = (event) => pressed(root, state, event);
    states.set(root, state);
    listen(root, state);
  }
  return states.get(root);
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".reader");
  if (!root || !data) return undefined;
  const state = stateOf(root);
  state.data = data;
  state.send = setTriggerValue;
  document.addEventListener("keydown", state.onPage);
  const isNew = state.digest !== data.digest;
  if (isNew) {
    name(root, data);
    const [article, statement] = root.querySelectorAll(".pane");
    draw(article, data.articleTitle, data.words.article, data.article, data.articleLanguage, data);
    draw(statement, data.statementTitle, data.words.statement, data.statement, data.statementLanguage, data);
    state.current.clear();
    forget(state.together);
    state.digest = data.digest;
    clearTimeout(state.timer);
  }
  // the server only repeats what was pressed: it may be behind
  if (isNew || data.together !== state.askedTogether) setTogether(root, state, data.together);
  state.askedTogether = data.together;
  const input = root.querySelector("input");
  if (data.sought !== state.asked || isNew) {
    if (root.getRootNode().activeElement !== input) input.value = data.sought;
    state.asked = data.sought;
    // the server only repeats what was typed: the visitor may be some hits further by now
    if (isNew || input.value.trim() !== state.sought.trim()) search(state, input.value);
  }
  const chosen = data.chosen ?? "";
  const isLate = state.pending && chosen !== state.pending && Date.now() < state.pendingUntil;
  if (!isLate) state.pending = null;
  if (isNew || (!isLate && chosen !== state.shown)) {
    state.say("");
    showChosen(state, chosen);
  }
  if (isNew) {
    for (const body of state.bodies) {
      const place = body.querySelector("mark.place");
      if (place) scrollTo(body, place);
    }
  }
  return () => {
    clearTimeout(state.timer);
    letGo(state.together);
    document.removeEventListener("keydown", state.onPage);
    CSS.highlights?.delete(HITS);
    CSS.highlights?.delete(HIT);
  };
}
