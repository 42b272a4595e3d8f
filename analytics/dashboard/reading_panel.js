// Two texts side by side. Every piece of article text enters through textContent: it is data, never markup.

const chosenAttribute = "data-chosen";

function piece(segment, data, choose) {
  if (segment.commitments.length === 0) return document.createTextNode(segment.text);
  const box = document.createElement("span");
  box.className = `told ${segment.verdict}`;
  box.dataset.commitments = segment.commitments.join(" ");
  const mark = document.createElement("mark");
  mark.textContent = segment.text;
  box.append(mark);
  for (const id of segment.commitments) {
    const chip = document.createElement("button");
    chip.type = "button";
    chip.className = "chip";
    chip.dataset.commitment = id;
    chip.textContent = `${data.symbols[id] ?? ""}${id}`;
    chip.title = data.labels[id] ?? id;
    chip.setAttribute("aria-label", `${id}: ${data.labels[id] ?? ""}`);
    chip.onclick = () => choose(id);
    box.append(chip);
  }
  return box;
}

function draw(pane, title, segments, data, choose) {
  pane.querySelector("h2").textContent = title;
  const body = pane.querySelector(".body");
  body.setAttribute("aria-label", title);
  body.lang = pane.classList.contains("article") ? data.articleLanguage : data.statementLanguage;
  body.replaceChildren(...segments.map((segment) => piece(segment, data, choose)));
}

function showChosen(pane, chosen) {
  const body = pane.querySelector(".body");
  let first = null;
  for (const box of body.querySelectorAll(".told")) {
    const isChosen = box.dataset.commitments.split(" ").includes(chosen);
    box.toggleAttribute(chosenAttribute, isChosen);
    if (isChosen && first === null) first = box;
  }
  for (const chip of body.querySelectorAll(".chip")) {
    chip.setAttribute("aria-pressed", String(chip.dataset.commitment === chosen));
  }
  // Only the pane scrolls: the page under the visitor's hand stays where it is.
  if (first) body.scrollTop += first.getBoundingClientRect().top - body.getBoundingClientRect().top - 24;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".panel");
  if (!root || !data) return;
  const choose = (id) => setTriggerValue("chosen", id);
  const [article, statement] = [root.querySelector(".article"), root.querySelector(".statement")];
  if (root.dataset.digest !== data.digest) {
    draw(article, data.articleTitle, data.article, data, choose);
    draw(statement, data.statementTitle, data.statement, data, choose);
    root.dataset.digest = data.digest;
    root.dataset.shown = "";
  }
  const chosen = data.chosen ?? "";
  if (root.dataset.shown !== `=${chosen}`) {
    showChosen(article, chosen);
    showChosen(statement, chosen);
    root.dataset.shown = `=${chosen}`;
  }
}
