// Two panes that scroll together, by the linked places of both texts.
//
// An article seldom keeps the statement's order. To turn to every linked place in turn would throw the other pane back and forth, so the
// panes keep to the longest run of linked places that follow one another in both texts, and pass evenly from each to the next. A mark
// that is pressed still turns the panes to that very place; nothing follows then until the visitor scrolls again.
//
// The pane that the visitor moves leads; the other glides after it. Where the visitor wants little motion, it turns once, when the
// leading pane has come to rest.

const GLIDE = 0.2; // part of the way that is left, in each frame
const REST_MS = 160;
const READ_AT = 0.35; // where in a pane one reads, as a part of its height
const COVERED_WEIGHS = 2;
const OTHER_WEIGHS = 1;
const SCROLL_KEYS = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " "]);

function wantsLittleMotion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

// Every pair of a place in one text and a place in the other that bear the same mark, with what it weighs.
function linkedPairs([article, statement]) {
  const tops = new Map();
  for (const box of statement.querySelectorAll(".told")) for (const mark of box.marks) tops.set(mark, [...(tops.get(mark) ?? []), box.offsetTop]);
  const pairs = [];
  for (const box of article.querySelectorAll(".told")) {
    const weight = box.classList.contains("covered") ? COVERED_WEIGHS : OTHER_WEIGHS;
    for (const mark of box.marks) for (const top of tops.get(mark) ?? []) pairs.push([box.offsetTop, top, weight]);
  }
  return pairs.sort((one, two) => one[0] - two[0] || one[1] - two[1]);
}

// The heaviest run of pairs that rise in both texts. Many pairs are few ranks: a tree over these keeps the best run that ends at or below each.
function heaviestRun(pairs) {
  const ranks = new Map([...new Set(pairs.map((pair) => pair[1]))].sort((one, two) => one - two).map((top, rank) => [top, rank + 1]));
  const best = new Array(ranks.size + 1).fill(null);
  const upTo = (rank) => {
    let found = null;
    for (let at = rank; at > 0; at -= at & -at) if (best[at] && (!found || best[at].sum > found.sum)) found = best[at];
    return found;
  };
  const enter = (rank, run) => {
    for (let at = rank; at < best.length; at += at & -at) if (!best[at] || best[at].sum < run.sum) best[at] = run;
  };
  for (let from = 0; from < pairs.length; ) {
    let to = from;
    while (to < pairs.length && pairs[to][0] === pairs[from][0]) to += 1;
    const runs = pairs.slice(from, to).map(([x, y, weight]) => {
      const before = upTo(ranks.get(y) - 1);
      return { x, y, before, sum: weight + (before?.sum ?? 0) };
    });
    for (const run of runs) enter(ranks.get(run.y), run);
    from = to;
  }
  const points = [];
  for (let run = upTo(ranks.size); run; run = run.before) points.unshift([run.x, run.y]);
  return points;
}

// Where the texts meet: both at their tops, then place by place, both at their ends.
function meetingPoints(bodies) {
  const [first, last] = [bodies.map((body) => READ_AT * body.clientHeight), bodies.map((body) => body.scrollHeight - (1 - READ_AT) * body.clientHeight)];
  const between = heaviestRun(linkedPairs(bodies)).filter((point) => point.every((at, side) => at > first[side] && at < last[side]));
  return [first, ...between, last];
}

function measured(together) {
  const shape = together.bodies.map((body) => `${body.clientHeight} ${body.scrollHeight} ${body.clientWidth}`).join();
  if (together.shape !== shape) [together.shape, together.points] = [shape, meetingPoints(together.bodies)];
  return together.points;
}

function target(together, body, other) {
  const [from, to] = body === together.bodies[0] ? [0, 1] : [1, 0];
  const points = measured(together);
  const line = body.scrollTop + READ_AT * body.clientHeight;
  let next = points.findIndex((point) => point[from] > line);
  if (next < 1) next = next < 0 ? points.length - 1 : 1;
  const [above, below] = [points[next - 1], points[next]];
  const part = (line - above[from]) / Math.max(1, below[from] - above[from]);
  const there = above[to] + Math.min(1, Math.max(0, part)) * (below[to] - above[to]);
  return Math.min(Math.max(0, there - READ_AT * other.clientHeight), Math.max(0, other.scrollHeight - other.clientHeight));
}

function glide(together, other) {
  cancelAnimationFrame(together.frame);
  const step = () => {
    const left = together.goal - other.scrollTop;
    const before = other.scrollTop;
    if (Math.abs(left) < 1) return;
    other.scrollTop = before + (Math.abs(left) < 6 ? Math.sign(left) : left * GLIDE);
    if (other.scrollTop !== before) together.frame = requestAnimationFrame(step);
  };
  together.frame = requestAnimationFrame(step);
}

function follow(together, body, other) {
  together.goal = target(together, body, other);
  if (wantsLittleMotion()) other.scrollTop = together.goal;
  else glide(together, other);
}

function scrolled(together, body) {
  if (!together.isOn || together.leader !== body) return;
  const other = together.bodies.find((each) => each !== body);
  clearTimeout(together.rest);
  if (wantsLittleMotion()) together.rest = setTimeout(() => together.leader === body && follow(together, body, other), REST_MS);
  else follow(together, body, other);
}

// Nothing follows until the visitor scrolls again.
function letGo(together) {
  together.leader = null;
  cancelAnimationFrame(together.frame);
  clearTimeout(together.rest);
}

function forget(together) {
  together.shape = "";
  letGo(together);
}

function scrollTogether(bodies) {
  const together = { bodies, isOn: true, leader: null, shape: "", points: [], frame: 0, rest: 0, goal: 0 };
  for (const body of bodies) {
    const lead = () => {
      if (together.leader === body) return;
      letGo(together);
      together.leader = body;
    };
    for (const kind of ["wheel", "touchstart", "pointerdown"]) body.addEventListener(kind, lead, { passive: true });
    body.addEventListener("keydown", (event) => SCROLL_KEYS.has(event.key) && lead());
    body.addEventListener("scroll", () => scrolled(together, body), { passive: true });
  }
  return together;
}
