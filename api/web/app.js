/* The server's page: search an actor, see its network and tables. The actor shown is kept in the address (#actor=…). */
(function () {
  "use strict";
  const at = (id) => document.getElementById(id);
  const get = async (path) => {
    const answer = await fetch(path, { headers: { Accept: "application/json" } });
    const body = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(body.detail || body.title || answer.statusText), { problem: body });
    return body;
  };
  const path = (id) => `actors/${encodeURIComponent(id)}`;

  function text(name, value, style) {
    const element = document.createElement(name);
    if (style) element.className = style;
    const words = document.createElement("bdi");
    words.textContent = value === null || value === undefined ? "" : String(value).replace(/[\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
    if (words.textContent) element.append(words);
    return element;
  }

  function actorLink(id, name) {
    const link = text("a", name);
    link.href = `#actor=${encodeURIComponent(id)}`;
    return link;
  }

  /* search */
  let matches = [], chosen = -1, asked = 0;

  function showMatches(found) {
    matches = found;
    chosen = -1;
    at("matches").replaceChildren(...found.map((actor, number) => {
      const item = text("li", actor.name);
      const facts = document.createElement("small");
      facts.textContent = ` ${[actor.type, actor.country].filter(Boolean).join(", ")}`;
      item.append(facts);
      item.id = `match-${number}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.addEventListener("mousedown", (event) => { event.preventDefault(); open(actor.id); });
      return item;
    }));
    at("matches").hidden = !found.length;
    at("name").setAttribute("aria-expanded", String(found.length > 0));
  }

  async function search() {
    const words = at("name").value.trim();
    const mine = ++asked;
    if (!words) return showMatches([]);
    const found = await get(`actors?limit=8&q=${encodeURIComponent(words)}`).catch(() => ({ rows: [] }));
    if (mine === asked) showMatches(found.rows);
  }

  function choose(step) {
    if (!matches.length) return;
    chosen = (chosen + step + matches.length) % matches.length;
    [...at("matches").children].forEach((item, number) => item.setAttribute("aria-selected", String(number === chosen)));
    at("name").setAttribute("aria-activedescendant", `match-${chosen}`);
  }

  function open(id) {
    asked += 1;
    showMatches([]);
    const hash = `#actor=${encodeURIComponent(id)}`;
    if (location.hash === hash) show(id);
    else location.hash = hash;
  }

  /* answer */
  let view = null;
  const HEADS = ["Name", "Sources", "Events", "First", "Last", "Sentence"];

  /* Who does what, where that can go two ways; and the part of the actor that it goes through. */
  function notes(item) {
    const does = item.relation && (item.direction === "out" ? `it ${item.relation} them` : `${item.relation} it`);
    return [does, item.via && `through ${item.via.replaceAll("-", " ")}`].filter(Boolean);
  }

  function row(item, id, name) {
    const line = document.createElement("tr");
    const cell = document.createElement("td");
    cell.append(actorLink(id, name));
    for (const note of notes(item)) cell.append(text("small", note, "quiet"));
    const facts = [["sources", "number"], ["events", "number"], ["first", "day"], ["last", "day"]].map(([key, style]) => text("td", item[key], style));
    facts.forEach((fact, number) => { fact.dataset.label = HEADS[number + 1]; });
    line.append(cell, ...facts, text("td", item.quote, "quote"));
    return line;
  }

  function table(id, rows, key) {
    const body = at(id);
    const head = document.createElement("tr");
    for (const name of HEADS) { const cell = text("th", name); cell.scope = "col"; head.append(cell); }
    body.previousElementSibling.replaceChildren(head);
    body.replaceChildren(...rows.map((item) => row(item, item[key], item[`${key}_name`])));
    body.parentElement.hidden = !rows.length;
    at(`${id}-none`).hidden = rows.length > 0;
  }

  async function show(id) {
    at("message").textContent = "Looking…";
    try {
      const [network, partners, opponents] = await Promise.all([get(`${path(id)}/network`), get(`${path(id)}/partners`), get(`${path(id)}/opponents`)]);
      at("start").hidden = true;
      at("answer").hidden = false;
      at("message").textContent = "";
      if (view) view.destroy();
      view = window.sitgraphViewer.draw(at("view"), network, { onActor: open, embedded: true });
      table("partners", partners.rows, "partner");
      table("opponents", opponents.rows, "opponent");
      at("name").value = partners.actor.name;
      document.title = `${partners.actor.name}: sitgraph`;
    } catch (error) {
      fail(error);
    }
  }

  function fail(error) {
    at("answer").hidden = true;
    at("start").hidden = false;
    at("message").textContent = error.message;
    const candidates = (error.problem && error.problem.candidates) || [];
    for (const candidate of candidates) at("message").append(" ", actorLink(candidate, candidate));
  }

  async function welcome() {
    const [busy, stats] = await Promise.all([get("actors?limit=12"), get("stats")]);
    at("busiest").replaceChildren(...busy.rows.map((actor) => { const item = document.createElement("li"); item.append(actorLink(actor.id, actor.name)); return item; }));
    at("counts").textContent = `${stats.reports} reports, ${stats.actors} actors, ${stats.events} events, ${stats.relationships} relationships.`;
  }

  function follow() {
    const wanted = new URLSearchParams(location.hash.slice(1)).get("actor");
    if (wanted) return show(wanted);
    at("answer").hidden = true;
    at("start").hidden = false;
    return undefined;
  }

  at("name").addEventListener("input", search);
  at("name").addEventListener("blur", () => showMatches([]));
  at("name").addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); choose(event.key === "ArrowDown" ? 1 : -1); }
    if (event.key === "Escape") showMatches([]);
  });
  at("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const words = at("name").value.trim();
    if (chosen >= 0) open(matches[chosen].id);
    else if (words) open(words);
  });
  window.addEventListener("hashchange", follow);
  welcome().catch(fail);
  follow();
})();
