// <div data-live-url="/stream" data-live-fragment-url="/board/rows"> keeps itself up to date. On each event its HTML is
// fetched again. Inside it: [data-live-rows id=…] holds rows with ids, [data-live-part id=…] is swapped whole, and
// [data-live-banner hidden] is shown while the stream is down. Nothing moves under a pointer or the focus.
const AT_ONCE = 60;
const BETWEEN = 500;
const MINUTE = 60000;
const AGAIN = [2000, 5000, 15000, 60000];

for (const area of document.querySelectorAll("[data-live-url]")) follow(area);

function follow(area) {
  const banner = area.querySelector("[data-live-banner]");
  let source, isFollowing = false, isBehind = false, fetchedAt = 0, failures = 0, waiting = null, asked = 0;

  function open() {
    source = new EventSource(area.dataset.liveUrl);
    source.addEventListener("open", () => { if (failures) refresh(); failures = 0; banner.hidden = true; });
    source.addEventListener("error", down);
    source.addEventListener("message", soon);
    for (const name of (area.dataset.liveEvents || "").split(" ").filter(Boolean)) source.addEventListener(name, soon);
  }

  function down() {
    if (failures >= 1) banner.hidden = false;
    const wait = AGAIN[Math.min(failures++, AGAIN.length - 1)];
    if (source.readyState === EventSource.CLOSED) setTimeout(open, wait);
  }

  // The first change is fetched at once; while changes keep coming, all of them together twice a second.
  async function soon() {
    isBehind = true;
    if (isFollowing) return;
    isFollowing = true;
    while (isBehind) {
      const wait = Math.max(AT_ONCE, fetchedAt + BETWEEN - Date.now());
      await new Promise((done) => setTimeout(done, wait));
      isBehind = false;
      fetchedAt = Date.now();
      await refresh();
    }
    isFollowing = false;
  }

  async function refresh() {
    const mine = ++asked;
    try {
      const response = await fetch(area.dataset.liveFragmentUrl, { redirect: "manual", cache: "no-store" });
      if (!response.ok) throw new Error(String(response.status));
      const html = await response.text();
      if (source.readyState === EventSource.OPEN) banner.hidden = true;
      if (mine === asked) take(new DOMParser().parseFromString(html, "text/html"));
    } catch {
      banner.hidden = false;
    }
  }

  function take(fresh) {
    waiting = isInUse(area) ? fresh : null;
    const counts = { changed: 0, added: 0, gone: 0 };
    for (const rows of area.querySelectorAll("[data-live-rows]")) {
      const next = fresh.getElementById(rows.id);
      if (next) (waiting ? patch : settle)(rows, next, counts);
    }
    for (const part of area.querySelectorAll("[data-live-part]")) {
      const next = fresh.getElementById(part.id);
      if (next && !isInUse(part) && next.outerHTML !== part.outerHTML) part.replaceWith(document.importNode(next, true));
    }
    announce(counts, waiting);
  }

  const release = () => setTimeout(() => { if (waiting && !isInUse(area)) take(waiting); });
  area.addEventListener("pointerleave", release, true);
  area.addEventListener("focusout", release);
  setInterval(() => { if (!document.hidden) refresh(); }, MINUTE); // time passes without an event
  open();
}

// A control of the page being typed in, or a row pointed at.
function isInUse(area) {
  return area.matches(":focus-within") || Boolean(area.querySelector("[data-live-rows]:hover")) || area.matches("[data-live-part]:hover");
}

// While in use: rows keep their places; what is new or gone waits.
function patch(rows, next, counts) {
  for (const row of [...rows.children]) {
    const fresh = next.querySelector(`:scope > #${CSS.escape(row.id)}`);
    if (!fresh) {
      counts.gone += 1;
      row.classList.add("fd-gone");
    } else if (!isDifferent(row, fresh)) {
      timed(row, fresh);
    } else if (!row.matches(":focus-within")) {
      counts.changed += 1;
      row.replaceWith(marked(fresh));
    }
  }
  counts.added += [...next.children].filter((row) => !document.getElementById(row.id)).length;
}

// At rest: the rows become the fetched ones, in their order, with those that differ marked.
function settle(rows, next, counts) {
  const before = new Map([...rows.children].map((row) => [row.id, row]));
  const after = [...next.children].map((fresh) => {
    const row = before.get(fresh.id);
    before.delete(fresh.id);
    if (row && !isDifferent(row, fresh)) return timed(row, fresh);
    counts[row ? "changed" : "added"] += 1;
    return marked(fresh);
  });
  counts.gone += before.size;
  rows.replaceChildren(...after);
}

const originals = new WeakMap();

function isDifferent(row, fresh) {
  return (originals.get(row) || essence(row)) !== essence(fresh);
}

// What a row says, leaving out how long is left: that changes by itself, every minute, in every row.
function essence(row) {
  const copy = row.cloneNode(true);
  for (const part of copy.querySelectorAll(".fd-due__left")) part.remove();
  return copy.outerHTML;
}

function timed(row, fresh) {
  const left = fresh.querySelectorAll(".fd-due__left");
  row.querySelectorAll(".fd-due__left").forEach((part, place) => { part.textContent = left[place].textContent; });
  return row;
}

function marked(fresh) {
  const row = document.importNode(fresh, true);
  originals.set(row, essence(fresh));
  const word = Object.assign(document.createElement("span"), { className: "govuk-visually-hidden", textContent: "Changed: " });
  (row.firstElementChild || row).prepend(word);
  row.classList.add("fd-changed");
  return row;
}

function announce({ changed, added, gone }, isWaiting) {
  const status = document.getElementById("fd-status");
  const parts = [changed && `${changed} changed`, added && `${added} new`, gone && `${gone} gone`].filter(Boolean);
  if (status && parts.length) status.textContent = `Updated: ${parts.join(", ")}${isWaiting ? "; moves when you leave the list" : ""}`;
}
