// An article by passages. Its words enter through textContent: they are data, never markup.

function draw(box, data) {
  box.setAttribute("aria-label", data.label);
  box.lang = data.language;
  box.replaceChildren(
    ...data.paragraphs.map((passages) => {
      const paragraph = document.createElement("p");
      paragraph.dir = "auto";
      for (const passage of passages) {
        const number = document.createElement("sup");
        number.textContent = passage.number;
        const said = document.createElement("span");
        said.textContent = passage.text;
        said.dataset.passage = passage.id;
        paragraph.append(number, " ", said, " ");
      }
      return paragraph;
    }),
  );
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
  return fresh;
}

// Only the box moves: the page stays where the reader left it.
function bringInSight(box, target) {
  const shown = target.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  if (shown.top < frame.top || shown.bottom > frame.bottom) box.scrollTop += shown.top - frame.top - frame.height / 4;
}

export default function ({ data, parentElement }) {
  const box = parentElement.querySelector(".article");
  if (!box || !data) return;
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
