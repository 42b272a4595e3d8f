// An article by passages. Its words enter through textContent: they are data, never markup.

const STROKE_PX = 6;

function draw(box, data) {
  box.setAttribute("aria-label", data.label);
  box.lang = data.language;
  box.replaceChildren(
    ...data.paragraphs.map((passages) => {
      const paragraph = document.createElement("p");
      paragraph.dir = "auto";
      for (const passage of passages) {
        const number = document.createElement("button");
        number.type = "button";
        number.textContent = passage.number;
        number.title = data.hint;
        number.dataset.number = passage.id;
        number.tabIndex = -1;
        const said = document.createElement("span");
        said.textContent = passage.text;
        said.dataset.passage = passage.id;
        paragraph.append(number, " ", said, " ");
      }
      return paragraph;
    }),
  );
  const [first] = box.querySelectorAll("button");
  if (first) first.tabIndex = 0;
}

// A mark is an element of its own, so that it is announced; the passage keeps its place.
function mark(box, marked) {
  const fresh = [];
  for (const said of box.querySelectorAll("[data-passage]")) {
    const isMarked = marked.has(said.dataset.passage);
    if (isMarked === (said.tagName === "MARK")) continue;
    const made = document.createElement(isMarked ? "mark" : "span");
    made.dataset.passage = said.dataset.passage;
    made.textContent = said.textContent;
    said.replaceWith(made);
    if (isMarked) fresh.push(made);
  }
  for (const number of box.querySelectorAll("button")) number.setAttribute("aria-pressed", String(marked.has(number.dataset.number)));
  return fresh;
}

// Only the box moves: the page stays where the reader left it.
function bringInSight(box, target) {
  const shown = target.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  if (shown.top < frame.top || shown.bottom > frame.bottom) box.scrollTop += shown.top - frame.top - frame.height / 4;
}

// The arrow keys walk through the numbers: one of them alone is a stop of the tab key.
function walk(box, event) {
  const numbers = [...box.querySelectorAll("button")];
  const place = numbers.indexOf(event.target);
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (place < 0 || !step || !numbers[place + step]) return;
  event.preventDefault();
  numbers[place].tabIndex = -1;
  numbers[place + step].tabIndex = 0;
  numbers[place + step].focus();
}

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".article");
  if (!box || !data) return;
  let down = null;
  box.onpointerdown = (event) => (down = event);
  box.onclick = (event) => {
    const pressed = event.target.closest("[data-passage], button");
    // Words that were marked with the pointer are to be copied: the end of the stroke is no click.
    const isDragged = event.detail > 0 && down && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > STROKE_PX;
    if (pressed && !isDragged) setTriggerValue("toggled", pressed.dataset.passage ?? pressed.dataset.number);
  };
  box.onkeydown = (event) => walk(box, event);
  if (box.dataset.digest !== data.digest) {
    draw(box, data);
    box.dataset.digest = data.digest;
  }
  const [fresh] = mark(box, new Set(data.marked));
  const isOtherCell = box.dataset.cell !== data.cell;
  box.dataset.cell = data.cell;
  const target = isOtherCell ? box.querySelector("mark") : fresh;
  if (isOtherCell && !target) box.scrollTop = 0;
  if (target) bringInSight(box, target);
}
