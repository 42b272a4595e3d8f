// A list of rows that fit their place: as a table where there is room, else each row as a card.
// Words of a study enter through textContent and setAttribute: they are data, never markup.

const AT_ONCE = 80;
const SETTLED_MS = 180;
const WHOLE = 40;
const STROKE_PX = 6;

function element(tag, role, className, text) {
  const made = document.createElement(tag);
  if (role) made.setAttribute("role", role);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function said(value, column) {
  if (value === null) return "–";
  if (typeof value !== "number") return value;
  const digits = { minimumFractionDigits: column.decimals, maximumFractionDigits: column.decimals };
  return value.toLocaleString("en", { ...digits, signDisplay: column.isSigned ? "exceptZero" : "auto" });
}

function head(data, sort) {
  const row = element("tr", "row");
  data.columns.forEach((column, place) => {
    if (column.place === "below") return;
    const cell = element("th", "columnheader", column.kind);
    cell.scope = "col";
    const button = element("button", "", "sort");
    button.type = "button";
    if (column.help) button.title = column.help;
    const name = element("span", "", "", column.label);
    name.dir = "auto";
    button.append(name);
    button.dataset.column = place;
    if (sort.column === place) {
      cell.setAttribute("aria-sort", sort.isDown ? "descending" : "ascending");
      const arrow = element("span", "", "arrow", sort.isDown ? " ↓" : " ↑");
      arrow.setAttribute("aria-hidden", "true");
      button.append(arrow);
    }
    cell.append(button);
    row.append(cell);
  });
  const part = element("thead", "rowgroup");
  part.append(row);
  return part;
}

function cellOf(data, values, column, place, cellRole) {
  const cell = element("td", cellRole, `${column.kind} ${column.place}${values[place] === "" ? " empty" : ""}`);
  const name = element("span", "", "name", column.label);
  name.setAttribute("aria-hidden", "true");  // the head says it already
  if (column.help) name.title = column.help;
  const words = element("span", "", "value", said(values[place], column));
  words.dir = "auto";
  cell.append(name, words);
  if (column.place === "main") {
    const below = data.columns.map((each, at) => [each, at]).filter(([each]) => each.place === "below");
    if (below.length) {
      const line = element("span", "", "below");
      below.forEach(([each, at], number) => {
        if (number) line.append(" · ");
        const fact = element("span", "", "", said(values[at], each));
        fact.dir = "auto";
        line.append(fact);
      });
      cell.append(line);
    }
  }
  return cell;
}

function rowOf(data, number) {
  const line = element("tr", "row");
  line.dataset.number = number;
  if (data.isChoice) {
    line.tabIndex = -1;
    line.setAttribute("aria-selected", "false");
  }
  data.columns.forEach((column, place) => {
    if (column.place !== "below") line.append(cellOf(data, data.rows[number], column, place, data.isChoice ? "gridcell" : "cell"));
  });
  return line;
}

function ordered(data, sort) {
  const numbers = data.rows.map((_, number) => number);
  if (sort.column === null) return numbers;
  const compare = (a, b) => {
    const [first, second] = [data.rows[a][sort.column], data.rows[b][sort.column]];
    if (first === null || second === null) return (first === null) - (second === null);  // what is undefined stands last
    const order = typeof first === "number" ? first - second : String(first).localeCompare(String(second), "en", { numeric: true });
    return (sort.isDown ? -order : order) || a - b;
  };
  return numbers.sort(compare);
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".rows");
  if (!root || !data) return;
  const frame = root.querySelector(".frame");
  const table = root.querySelector("table");
  const held = (root.leftout ??= { digest: "", sort: { column: null, isDown: false }, order: [], waiting: 0 });

  const drawMore = (until) => {
    const body = table.querySelector("tbody");
    const from = body.children.length;
    for (let place = from; place < Math.min(held.order.length, Math.max(until, from + AT_ONCE)); place += 1) body.append(rowOf(data, held.order[place]));
  };
  const rove = (line) => {
    for (const other of table.querySelectorAll("tr[tabindex='0']")) other.tabIndex = -1;
    line.tabIndex = 0;
  };
  const show = (line) => {
    const [box, row] = [frame.getBoundingClientRect(), line.getBoundingClientRect()];
    const heads = getComputedStyle(table.tHead).position === "sticky" ? table.tHead.getBoundingClientRect().height : 0;
    // Only the frame scrolls: the page under the visitor's hand stays where it is.
    if (row.top < box.top + heads) frame.scrollTop -= box.top + heads - row.top;
    else if (row.bottom > box.bottom) frame.scrollTop += row.bottom - box.bottom;
  };
  const mark = (isFirst) => {
    for (const other of table.querySelectorAll("tr[aria-selected=true]")) other.setAttribute("aria-selected", "false");
    const place = data.chosen === null ? -1 : held.order.indexOf(data.chosen);
    if (place < 0) return;
    if (isFirst) drawMore(place + 1);
    const line = table.querySelector(`tr[data-number="${data.chosen}"]`);
    if (!line) return;
    line.setAttribute("aria-selected", "true");
    rove(line);
    if (isFirst) show(line);
  };
  const fit = () => {
    root.classList.remove("cards");
    root.classList.toggle("cards", table.scrollWidth > frame.clientWidth + 1);
  };
  const draw = () => {
    held.order = ordered(data, held.sort);
    table.setAttribute("role", data.isChoice ? "grid" : "table");
    root.classList.toggle("whole", !data.isChoice && data.rows.length <= WHOLE);
    table.setAttribute("aria-label", data.label);
    table.setAttribute("aria-rowcount", String(data.rows.length + 1));
    table.replaceChildren(head(data, held.sort), element("tbody", "rowgroup"));
    drawMore(AT_ONCE);
    const first = table.querySelector("tbody tr");
    if (first && data.isChoice) first.tabIndex = 0;
    else frame.tabIndex = 0;
    fit();
  };
  const choose = (line) => {
    clearTimeout(held.waiting);
    rove(line);
    setTriggerValue("chosen", Number(line.dataset.number));
  };
  const step = (line, key) => {
    const lines = [...table.querySelectorAll("tbody tr")];
    const place = lines.indexOf(line);
    const to = { ArrowDown: place + 1, ArrowUp: place - 1, PageDown: place + 8, PageUp: place - 8, Home: 0, End: held.order.length - 1 }[key];
    const wanted = Math.max(0, Math.min(held.order.length - 1, to));
    if (wanted >= lines.length) drawMore(wanted + 1);
    return table.querySelectorAll("tbody tr")[wanted];
  };

  let down = null;
  table.onpointerdown = (event) => (down = event);
  // Words that were marked with the pointer are to be copied: the end of the stroke is no click.
  const isDragged = (event) => down && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > STROKE_PX;
  frame.onscroll = () => {
    if (frame.scrollTop + frame.clientHeight > frame.scrollHeight - 400) drawMore(0);
  };
  table.onclick = (event) => {
    const button = event.target.closest("button.sort");
    if (button) {
      const column = Number(button.dataset.column);
      held.sort = { column, isDown: held.sort.column === column ? !held.sort.isDown : data.columns[column].kind === "number" };
      draw();
      mark(true);
      table.querySelector(`button[data-column="${column}"]`).focus();
      return;
    }
    const line = event.target.closest("tbody tr");
    if (line && data.isChoice && !isDragged(event)) choose(line);
  };
  table.onkeydown = (event) => {
    const line = event.target.closest("tbody tr");
    if (!line || !data.isChoice || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") choose(line);
    else if (/^(ArrowUp|ArrowDown|PageUp|PageDown|Home|End)$/.test(event.key)) {
      const next = step(line, event.key);
      rove(next);
      next.focus({ preventScroll: true });
      show(next);
      clearTimeout(held.waiting);
      held.waiting = setTimeout(() => choose(next), SETTLED_MS);  // walking through rows asks for the last one alone
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const isFirst = held.digest !== data.digest;
  if (isFirst) {
    held.sort = { column: null, isDown: false };
    held.digest = data.digest;
    draw();
  }
  mark(isFirst);
  if (!held.observer) {
    let width = 0;
    held.observer = new ResizeObserver(() => {
      if (frame.clientWidth === width) return;
      width = frame.clientWidth;
      fit();
    });
    held.observer.observe(frame);
  }
}
