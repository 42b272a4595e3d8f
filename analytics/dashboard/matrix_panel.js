// A grid of verdicts. Labels and outlets enter through textContent and setAttribute: they are data, never markup.

const CLOSE_CALL = 1;
const CHECKED = 2;
const CONTRADICTED = 4;
const HIDDEN = ".";
const FEW_COLUMNS = 6;
const SHORT_NAME = 10;

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function head(data) {
  const row = element("tr");
  const corner = element("th", "corner", data.words.commitment);
  corner.scope = "col";
  row.append(corner);
  for (const column of data.columns) {
    const cell = element("th", "column");
    cell.scope = "col";
    cell.title = column.name;
    const name = element("span", "name", column.name);
    name.dir = "auto";
    cell.append(name, element("span", "count", column.told));
    row.append(cell);
  }
  const told = element("th", "column told", data.words.told);
  told.scope = "col";
  row.append(told);
  const part = element("thead");
  part.append(row);
  return part;
}

function verdictCell(data, row, column) {
  const code = row.cells[column];
  if (code === HIDDEN) {
    const empty = element("td", "hidden");
    empty.setAttribute("aria-label", data.words.hidden);
    return empty;
  }
    const marks = Number(row.marks[column]);
  const cell = element("td", `verdict v${code}`);
  const said = [data.verdicts[Number(code)]];
  if (marks & CLOSE_CALL) {
    cell.classList.add("close");
    said.push(data.words.close);
  }
  if (marks & CHECKED) {
    cell.append(element("sup", "check", "✓"));
    said.push(data.words.checked);
  }
  if (marks & CONTRADICTED) {
    cell.append(element("sup", "contrary", "≠"));
    said.push(data.words.contradicted);
    cell.title = said.join(", ");
  }
  cell.setAttribute("role", "gridcell");
  cell.setAttribute("aria-label", said.join(", "));
  cell.setAttribute("aria-selected", "false");
  cell.dataset.column = column;
  cell.tabIndex = -1;
  return cell;
}

function body(data, group) {
  const part = element("tbody");
  const name = element("th", "group");
  name.scope = "rowgroup";
  name.colSpan = data.columns.length + 2;
  const words = element("span", "", group.name);
  words.dir = "auto";
  name.append(words);
  const first = element("tr");
  first.append(name);
  part.append(first);
  for (const row of group.rows) {
    const line = element("tr");
    line.dataset.commitment = row.id;
    const label = element("th", "label");
    label.scope = "row";
    const text = element("span", "", row.label);
    text.dir = "auto";
    label.append(element("span", "id", row.id), text);
    line.append(label);
    for (let column = 0; column < data.columns.length; column += 1) line.append(verdictCell(data, row, column));
    line.append(element("td", "told", row.told));
    part.append(line);
  }
  return part;
}

function draw(root, data) {
  const table = root.querySelector("table");
  root.querySelector(".hint").textContent = data.words.hint;
  table.setAttribute("aria-label", data.words.caption);
  const isNarrow = data.columns.length > FEW_COLUMNS || data.columns.some((column) => column.name.length > SHORT_NAME);
  table.classList.toggle("many", isNarrow);
  table.replaceChildren(head(data), ...data.groups.map((group) => body(data, group)));
  const first = table.querySelector("td.verdict");
  if (first) first.tabIndex = 0;
}

function place(cell, data) {
  return [cell.parentElement.dataset.commitment, data.columns[Number(cell.dataset.column)].source];
}

function showChosen(root, data, [commitment, source]) {
  const column = data.columns.findIndex((each) => each.source === source);
  let found = null;
  for (const cell of root.querySelectorAll("td[aria-selected=true]")) cell.setAttribute("aria-selected", "false");
  for (const line of root.querySelectorAll("tr[data-commitment]")) {
    const isChosen = line.dataset.commitment === commitment;
    line.toggleAttribute("data-chosen", isChosen);
    if (isChosen) found = line.querySelector(`td[data-column="${column}"]`);
  }
  if (!found) return;
  found.setAttribute("aria-selected", "true");
  rove(root, found);
  const frame = root.querySelector(".frame");
  const [box, cell] = [frame.getBoundingClientRect(), found.getBoundingClientRect()];
  const heads = root.querySelector("thead").getBoundingClientRect().height;
  // Only the frame scrolls: the page under the visitor's hand stays where it is.
  if (cell.top < box.top + heads || cell.bottom > box.bottom) frame.scrollTop += cell.top - box.top - box.height / 2;
}

function rove(root, cell) {
  for (const other of root.querySelectorAll("td[tabindex='0']")) other.tabIndex = -1;
  cell.tabIndex = 0;
}

function neighbour(root, cell, key) {
  const lines = [...root.querySelectorAll("tr[data-commitment]")];
  const line = lines.indexOf(cell.parentElement);
  const column = Number(cell.dataset.column);
  const [down, right] = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[key] ?? [0, 0];
  if (key === "Home" || key === "End") {
    const cells = cell.parentElement.querySelectorAll("td.verdict");
    return cells[key === "Home" ? 0 : cells.length - 1];
  }
  // cells that the filters hide are stepped over
  for (let steps = 1; steps <= lines.length + 200; steps += 1) {
    const next = lines[line + down * steps]?.querySelector(`td[data-column="${column + right * steps}"]`);
    if (next) return next;
    if (!lines[line + down * steps] || column + right * steps < 0 || column + right * steps > 1000) return null;
  }
  return null;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".matrix");
  if (!root || !data) return;
  const frame = root.querySelector(".frame");
  for (const [name, value] of Object.entries(data.colors)) root.style.setProperty(name, value);
  const choose = (cell) => setTriggerValue("chosen", place(cell, data));
  frame.onclick = (event) => {
    const cell = event.target.closest("td.verdict");
    if (cell) choose(cell);
  };
  frame.onkeydown = (event) => {
    const cell = event.target.closest("td.verdict");
    if (!cell) return;
    if (event.key === "Enter" || event.key === " ") choose(cell);
    else if (/^(Arrow|Home$|End$)/.test(event.key)) {
      const next = neighbour(root, cell, event.key);
      if (next) {
        rove(root, next);
        next.focus();
      }
    } else return;
    event.preventDefault();
  };
  if (frame.dataset.digest !== data.digest) {
    draw(root, data);
    frame.dataset.digest = data.digest;
    frame.dataset.shown = "";
  }
  const chosen = data.chosen.join(" ");
  if (frame.dataset.shown !== `=${chosen}`) {
    showChosen(root, data, data.chosen);
    frame.dataset.shown = `=${chosen}`;
  }
}
