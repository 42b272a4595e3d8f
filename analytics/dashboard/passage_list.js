// Rows of text. Every piece of an article enters through textContent: it is data, never markup.

function part(tag, className, text, language) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  if (language) {
    made.lang = language;
    made.dir = "auto";
  }
  return made;
}

function line(row, number, open, hint) {
  const item = document.createElement("li");
  const button = part("button", "row", "");
  button.type = "button";
  button.title = hint;
  const words = part("span", "words", "", row.language);
  words.append(part("span", "left", row.left), part("mark", "match", row.match), part("span", "right", row.right));
  button.append(words);
  if (row.note) button.append(part("span", "note", row.note));
  button.onclick = () => open(number);
  item.append(button);
  return item;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".list");
  if (!root || !data || root.dataset.digest === data.digest) return;
  const open = (number) => setTriggerValue("opened", number);
  root.replaceChildren();
  root.classList.toggle("columns", data.layout === "columns");
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", data.label);
  let group = null;
  let items = null;
  data.rows.forEach((row, number) => {
    if (row.group !== group || items === null) {
      group = row.group;
      if (group) {
        const head = part("h3", "group", group);
        head.dir = "auto";
        root.append(head);
      }
      items = document.createElement("ol");
      root.append(items);
    }
    items.append(line(row, number, open, data.open));
  });
  root.dataset.digest = data.digest;
}
