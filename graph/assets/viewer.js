/* Draws one picture (graph/picture.py has its shape) with Cytoscape.js, and beside it the list of links with their
   sentences. All text of reports enters the page through textContent only. */
(function () {
  "use strict";

  const FAMILIES = { partner: "partners", support: "support and aid", talk: "talks", oppose: "opposition", structure: "belonging" };
  const ACTORS = { state: "states", force: "forces and services", armed: "armed and criminal groups", body: "organisations", person: "persons", people: "people" };
  const MODALITIES = ["asserted", "planned", "possible", "alleged", "negated"];
  const LINES = { asserted: "solid", planned: "dashed", possible: "dotted", alleged: "dashed", negated: "dotted" };
  const AT_FIRST = 25; /* links of one kind that are listed before "Show all" */
  const ALWAYS = 20; /* so many of the most connected actors keep their names even where these lie on other dots */
  /* The opening view is no smaller than this: of a large network a narrow screen shows a part, around the middle. */
  const least = (width) => (width < 600 ? 0.38 : 0.28);
  const SIDES = ["", "above", "right", "left"];
  const ODD = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

  function make(name, options, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(options || {})) {
      if (key === "class") element.className = value;
      else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  }

  /* Text of reports: in its own direction, and without the marks that would make it read otherwise than it is written. */
  const words = (text) => make("bdi", {}, String(text).replace(/[\u202a-\u202e\u2066-\u2069]/g, "\ufffd"));
  const small = (...children) => make("span", { class: "sg-small" }, ...children);
  const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
  const modalityName = (modality) => (modality === "negated" ? "denied" : modality);
  const button = (text, label, action) => make("button", { type: "button", "aria-label": label, title: label, onclick: action }, text);

  function period(link) {
    if (!link.first) return null;
    return link.last && link.last !== link.first ? `${link.first} to ${link.last}` : link.first;
  }

  function modalityMark(modality) {
    return modality === "asserted" ? null : make("span", { class: "sg-mark" }, modalityName(modality));
  }

  function origin(item) {
    const title = item.title || item.report;
    const parts = [item.source, item.date, item.type ? item.type.toLowerCase() : null].filter(Boolean);
    const footer = make("footer", {}, title ? words(title) : "");
    for (const part of parts) footer.append(" · ", words(part));
    if (item.modality && item.modality !== "asserted") footer.append(" ", modalityMark(item.modality));
    return footer;
  }

  /* Each sentence once, with all the reports that have it. */
  function quotes(items) {
    const same = new Map();
    for (const item of items) same.set(item.quote, [...(same.get(item.quote) || []), item]);
    return [...same].map(([quote, found]) => make("blockquote", {}, make("p", {}, words(quote)), ...found.map(origin)));
  }

  /* A name as the drawing shows it: shortened, wrapped into lines, with its size. Long words are broken. */
  const pen = document.createElement("canvas").getContext("2d");
  function wrapped(name) {
    pen.font = "600 12.5px system-ui, sans-serif";
    const plain = [...name.replace(ODD, "\ufffd")];
    const short = plain.length > 48 ? `${plain.slice(0, 47).join("")}…` : plain.join("");
    const lines = [""];
    for (const part of short.split(/\s+/).flatMap((word) => word.match(/.{1,18}/gsu) || [])) {
      const longer = `${lines[lines.length - 1]} ${part}`.trim();
      if (lines[lines.length - 1] && pen.measureText(longer).width > 120) lines.push(part);
      else lines[lines.length - 1] = longer;
    }
    return { text: lines.join("\n"), width: Math.max(...lines.map((line) => pen.measureText(line).width)) + 4, height: 15 * lines.length };
  }

  /* The nearest place to stand from which no more than the given reach lies beyond either end. */
  function held(at, from, to, reach) {
    return to - from <= 2 * reach ? (from + to) / 2 : Math.min(Math.max(at, from + reach), to - reach);
  }

  class View {
    /* options: onActor(id), to offer the network of another actor; embedded, to leave the wheel to the page around. */
    constructor(root, picture, options) {
      this.picture = picture;
      this.options = options || {};
      this.actors = new Map(picture.actors.map((actor) => [actor.id, actor]));
      this.links = new Map(picture.links.map((link) => [link.id, link]));
      this.hidden = new Set(picture.opening ? picture.opening.hidden : []);
      this.sought = "";
      this.buttons = new Map();
      this.groups = [];
      this.build(root);
      this.start();
      this.refresh();
    }

    name(id) {
      return this.actors.has(id) ? this.actors.get(id).name : id;
    }

    /* -- the page ------------------------------------------------------------------------------------------------ */

    build(root) {
      this.canvas = make("div", { class: "sg-canvas", role: "img", "aria-label": "Network drawing; the links are listed beside it" });
      this.detail = make("section", { class: "sg-detail", "aria-live": "polite", "aria-label": "Details" });
      this.count = make("p", { class: "sg-count", role: "status" });
      const zoom = make("div", { class: "sg-zoom" },
        button("+", "Zoom in", () => this.zoom(1.3)), button("−", "Zoom out", () => this.zoom(1 / 1.3)), button("⤢", "Show all", () => this.fit()));
      const head = make("header", { class: "sg-head" }, make("h1", {}, words(this.picture.title)), make("p", {}, this.summary()));
      const stage = make("div", { class: "sg-stage" }, this.canvas, zoom);
      const body = make("div", { class: "sg-rest" }, ...(this.links.size ? [this.links.size > 8 ? this.seeker() : null, this.count, ...this.lists()] : []));
      const bar = make("div", { class: "sg-bar" }, ...(this.links.size ? this.filters() : []));
      const side = make("aside", { class: "sg-side", "aria-label": "Links and their sentences" }, this.detail, body);
      root.replaceChildren(make("div", { class: "sg-view" }, head, bar, stage, side));
      this.hint();
    }

    summary() {
      const counts = `${plural(this.picture.actors.length, "actor")}, ${plural(this.picture.links.length, "link")}`;
      return this.picture.note ? `${counts}. ${this.picture.note}` : counts;
    }

    hint() {
      const text = this.links.size ? "Choose a link, in the list or in the drawing, to read the sentences it rests on." : "There is nothing to draw: no link was found.";
      this.detail.classList.remove("sg-chosen");
      this.detail.replaceChildren(small(text));
    }

    filters() {
      const present = (key, order) => order.filter((value) => this.picture.links.some((link) => link[key] === value));
      const modalities = present("modality", MODALITIES);
      const set = [this.filterSet("Kinds of link", present("family", Object.keys(FAMILIES)), (family) => FAMILIES[family], "family")];
      if (modalities.length > 1) set.push(this.filterSet("Modality", modalities, modalityName, "modality"));
      set.push(this.key());
      return set;
    }

    filterSet(legend, values, label, key) {
      const set = make("fieldset", {}, make("legend", {}, legend));
      for (const value of values) {
        const box = make("input", { type: "checkbox", onchange: () => this.toggle(`${key}:${value}`, box.checked) });
        box.checked = !this.hidden.has(`${key}:${value}`);
        set.append(make("label", {}, box, make("span", { class: `sg-line sg-${value}` }), label(value)));
      }
      return set;
    }

    key() {
      const present = Object.keys(ACTORS).filter((family) => this.picture.actors.some((actor) => actor.family === family));
      const entry = (family) => make("span", {}, make("span", { class: `sg-dot sg-${family}` }), ACTORS[family]);
      return make("p", { class: "sg-key" }, ...present.map(entry));
    }

    seeker() {
      const seek = make("input", { type: "search", class: "sg-seek", placeholder: "Only links of …", "aria-label": "Only links of actors whose name contains", spellcheck: "false",
        oninput: () => { this.sought = seek.value.trim().toLowerCase(); this.refresh(); } });
      return seek;
    }

    toggle(key, shown) {
      if (shown) this.hidden.delete(key);
      else this.hidden.add(key);
      this.refresh();
    }

    sides(link) {
      return [words(this.name(link.subject)), " ", make("span", { class: "sg-verb" }, link.label), " ", words(this.name(link.object))];
    }

    facts(link, ...numbers) {
      return small([...numbers, period(link)].filter(Boolean).join(" · "), " ", modalityMark(link.modality));
    }

    lists() {
      return Object.keys(FAMILIES).filter((family) => this.picture.links.some((link) => link.family === family)).map((family) => this.group(family));
    }

    group(family) {
      const group = { links: this.picture.links.filter((link) => link.family === family), all: false };
      group.heading = make("h2", {});
      group.list = make("ul", { class: "sg-list" }, ...group.links.map((link) => make("li", {}, this.entry(link))));
      group.more = make("button", { type: "button", class: "sg-more", onclick: () => { group.all = true; this.refreshGroup(group); } });
      group.family = family;
      group.section = make("section", { "aria-label": FAMILIES[family] }, group.heading, group.list, group.more);
      this.groups.push(group);
      return group.section;
    }

    entry(link) {
      const told = this.facts(link, plural(link.sources, "source"), link.events ? plural(link.events, "event") : null);
      const entry = make("button", { type: "button", class: `sg-${link.family}`, "aria-pressed": "false", onclick: () => this.chooseLink(link.id) }, ...this.sides(link), told);
      this.buttons.set(link.id, entry);
      return entry;
    }

    /* -- what is shown ------------------------------------------------------------------------------------------- */

    isShown(link) {
      if (this.hidden.has(`family:${link.family}`) || this.hidden.has(`modality:${link.modality}`)) return false;
      return !this.sought || [link.subject, link.object].some((id) => this.name(id).toLowerCase().includes(this.sought));
    }

    refresh() {
      this.shown = new Set(this.picture.links.filter((link) => this.isShown(link)).map((link) => link.id));
      this.count.textContent = `Showing ${this.shown.size} of ${plural(this.links.size, "link")}.`;
      for (const group of this.groups) this.refreshGroup(group);
      this.refreshDrawing();
    }

    refreshGroup(group) {
      const shown = group.links.filter((link) => this.shown.has(link.id));
      const listed = new Set((group.all ? shown : shown.slice(0, AT_FIRST)).map((link) => link.id));
      for (const link of group.links) this.buttons.get(link.id).parentElement.hidden = !listed.has(link.id);
      group.section.hidden = !shown.length;
      group.heading.textContent = `${FAMILIES[group.family]} (${shown.length})`;
      group.more.hidden = listed.size === shown.length;
      group.more.textContent = `Show all ${shown.length}`;
    }

    refreshDrawing() {
      const opening = this.picture.opening;
      const places = opening && opening.hidden.every((key) => this.hidden.has(key)) ? opening.places : {};
      this.cy.batch(() => {
        this.cy.edges().forEach((edge) => { edge.toggleClass("gone", !this.shown.has(edge.id())); });
        this.cy.nodes().forEach((node) => {
          const actor = this.actors.get(node.id());
          const shown = node.connectedEdges().some((edge) => this.shown.has(edge.id()));
          node.toggleClass("gone", !shown && actor.weight > 0 && actor.id !== this.picture.focus);
          const [x, y] = places[actor.id] || [actor.x, actor.y];
          node.position({ x, y });
        });
      });
      this.fit(least(this.cy.width()));
    }

    /* -- choosing ------------------------------------------------------------------------------------------------ */

    chooseLink(id) {
      const link = this.links.get(id);
      this.mark(id);
      const told = this.facts(link, plural(link.sources, "independent source"), plural(link.reports, "report"), `confidence ${Number(link.confidence).toFixed(2)}`);
      const box = make("div", { class: `sg-${link.family}` }, make("h3", {}, ...this.sides(link)), told, ...quotes(link.sentences));
      if (!link.sentences.length) box.append(small("No sentence is kept for this link."));
      if (link.more) box.append(small(`Showing ${link.sentences.length} of ${link.sentences.length + link.more} sentences.`));
      this.tell(box);
    }

    chooseActor(id) {
      const actor = this.actors.get(id);
      this.mark(null);
      const mine = this.picture.links.filter((link) => this.shown.has(link.id) && (link.subject === id || link.object === id));
      const items = mine.map((link) => make("li", {}, make("button", { type: "button", class: `sg-${link.family}`, onclick: () => this.chooseLink(link.id) }, ...this.sides(link))));
      const box = make("div", {}, make("h3", {}, words(actor.name)), small([actor.type, actor.country].filter(Boolean).join(", ")));
      if (this.options.onActor && id !== this.picture.focus) box.append(make("button", { type: "button", class: "sg-more", onclick: () => this.options.onActor(id) }, "Show the network of this actor"));
      box.append(make("ul", { class: "sg-list" }, ...items));
      this.tell(box);
      this.cy.getElementById(id).select();
    }

    tell(box) {
      this.detail.classList.add("sg-chosen");
      this.detail.replaceChildren(button("×", "Close", () => { this.mark(null); this.hint(); }), box);
      this.detail.scrollTop = 0;
      this.detail.scrollIntoView({ block: "nearest" });
    }

    mark(id) {
      for (const [key, entry] of this.buttons) entry.setAttribute("aria-pressed", String(key === id));
      this.cy.elements().unselect();
      if (id !== null) this.cy.getElementById(id).select();
    }

    /* -- the drawing --------------------------------------------------------------------------------------------- */

    start() {
      this.labels = new Map(this.picture.actors.map((actor) => [actor.id, wrapped(actor.name)]));
      const nodes = this.picture.actors.map((actor) => ({ group: "nodes", data: { id: actor.id, label: this.labels.get(actor.id).text, family: actor.family, weight: actor.weight } }));
      const edges = this.picture.links.map((link) => ({ group: "edges", data: { id: link.id, source: link.subject, target: link.object, family: link.family, modality: link.modality, weight: link.sources, arrow: link.directed ? "triangle" : "none" } }));
      this.scale = 1;
      this.cy = window.cytoscape({ container: this.canvas, elements: [...nodes, ...edges], layout: { name: "preset" }, style: this.style(), minZoom: 0.05, maxZoom: 4, boxSelectionEnabled: false, userZoomingEnabled: !this.options.embedded });
      if (this.picture.focus) this.cy.getElementById(this.picture.focus).addClass("focus");
      this.cy.on("tap", "edge", (event) => this.chooseLink(event.target.id()));
      this.cy.on("tap", "node", (event) => this.chooseActor(event.target.id()));
      this.cy.on("tap", (event) => { if (event.target === this.cy) { this.mark(null); this.hint(); } });
      this.cy.on("mouseover", "node", (event) => event.target.addClass("near"));
      this.cy.on("mouseout", "node", (event) => event.target.removeClass("near"));
      this.dark = window.matchMedia("(prefers-color-scheme: dark)");
      this.repaint = () => this.cy.style(this.style());
      this.dark.addEventListener("change", this.repaint);
      this.watcher = new ResizeObserver(() => { this.cy.resize(); this.fit(least(this.cy.width())); });
      this.watcher.observe(this.canvas);
      this.cy.on("zoom", () => this.rescale());
      this.cy.on("dragfree dragpan", () => this.nameActors());
    }

    /* Lines and names keep their size on the screen, and dots nearly, so that a large network stays readable from afar. */
    rescale() {
      const scale = Math.min(1, this.cy.zoom());
      if (Math.abs(scale / this.scale - 1) < 0.05) return;
      this.scale = scale;
      this.repaint();
      this.nameActors();
    }

    dot(node) {
      return ((9 + 4 * Math.sqrt(node.data("weight"))) * Math.max(0.6, Math.sqrt(this.scale))) / this.scale;
    }

    /* Each name goes below, above or beside its dot, where it lies on no other; where there is no room it is left out,
       those of the least connected actors first. Pointing at an actor, or choosing it, names it always. */
    nameActors() {
      const nodes = this.cy.nodes().filter((node) => !node.hasClass("gone"));
      const weight = new Map(nodes.map((node) => [node.id(), node.id() === this.picture.focus ? Infinity : this.degree(node)]));
      const dots = nodes.map((node) => [node.id(), this.around(node, 0)]);
      const taken = [], seen = this.cy.extent();
      const inside = (box) => box[0] >= seen.x1 && box[1] >= seen.y1 && box[2] <= seen.x2 && box[3] <= seen.y2;
      const meets = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
      this.cy.batch(() => nodes.toArray().sort((one, other) => weight.get(other.id()) - weight.get(one.id())).forEach((node, rank) => {
        const boxes = SIDES.map((side) => [side, this.label(node, side)]).filter(([, box]) => !taken.some((other) => meets(box, other)));
        const { x, y } = node.position();
        const clear = boxes.find(([, box]) => (inside(box) || !inside([x, y, x, y])) && !dots.some(([id, dot]) => id !== node.id() && meets(box, dot)));
        const found = clear || (rank < ALWAYS ? boxes.find(([, box]) => inside(box)) || (rank < 5 ? boxes[0] : undefined) : undefined);
        if (found) taken.push(found[1]);
        for (const side of SIDES.slice(1)) node.toggleClass(side, Boolean(found) && found[0] === side);
        node.toggleClass("unnamed", !found);
      }));
    }

    around(node, margin) {
      const { x, y } = node.position(), half = this.dot(node) / 2 + margin;
      return [x - half, y - half, x + half, y + half];
    }

    label(node, side) {
      const size = this.labels.get(node.id()), width = size.width / this.scale, height = size.height / this.scale;
      const { x, y } = node.position(), [left, top, right, bottom] = this.around(node, 3 / this.scale);
      if (side === "above") return [x - width / 2, top - height, x + width / 2, top];
      if (side === "right") return [right, y - height / 2, right + width, y + height / 2];
      if (side === "left") return [left - width, y - height / 2, left, y + height / 2];
      return [x - width / 2, bottom, x + width / 2, bottom + height];
    }

    /* Everything, but not smaller than is asked: then the middle is the actor in question, or the most connected one. */
    fit(smallest = 0) {
      const shown = this.cy.nodes().filter((node) => !node.hasClass("gone")).map((node) => node.position());
      const width = this.cy.width(), height = this.cy.height();
      if (!shown.length || !width || !height) return;
      const [xs, ys] = [shown.map((at) => at.x), shown.map((at) => at.y)];
      const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      const all = Math.min(1.4, (width - Math.min(130, width / 3)) / (right - left + 1), (height - 110) / (bottom - top + 1));
      const zoom = Math.max(all, smallest);
      const middle = all < smallest ? this.middle().position() : { x: left, y: top };
      const centre = { x: held(middle.x, left, right, (width / 2 - 60) / zoom), y: held(middle.y, top, bottom, (height / 2 - 40) / zoom) };
      this.cy.viewport({ zoom, pan: { x: width / 2 - zoom * centre.x, y: height / 2 - 14 - zoom * centre.y } });
      this.nameActors();
    }

    middle() {
      const focus = this.picture.focus ? this.cy.getElementById(this.picture.focus) : this.cy.collection();
      const shown = this.cy.nodes().filter((node) => !node.hasClass("gone"));
      return focus.length ? focus : shown.max((node) => this.degree(node)).ele;
    }

    degree(node) {
      return node.connectedEdges().filter((edge) => this.shown.has(edge.id())).length;
    }

    zoom(factor) {
      this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: { x: this.cy.width() / 2, y: this.cy.height() / 2 } });
    }

    destroy() {
      this.dark.removeEventListener("change", this.repaint);
      this.watcher.disconnect();
      this.cy.destroy();
    }

    style() {
      const colours = getComputedStyle(document.documentElement);
      const colour = (name) => colours.getPropertyValue(name).trim();
      const px = (size) => size / this.scale;
      const size = (node) => this.dot(node);
      const base = [
        { selector: "node", style: { label: "data(label)", color: colour("--ink"), "font-size": px(12.5), "font-family": "system-ui, sans-serif", "text-valign": "bottom", "text-margin-y": px(3), "text-wrap": "wrap", "text-max-width": px(400), "text-outline-color": colour("--paper"), "text-outline-width": px(2), width: size, height: size, "border-width": 0 } },
        { selector: "node.above", style: { "text-valign": "top", "text-margin-y": px(-3) } },
        { selector: "node.right", style: { "text-valign": "center", "text-halign": "right", "text-margin-x": px(3), "text-margin-y": 0 } },
        { selector: "node.left", style: { "text-valign": "center", "text-halign": "left", "text-margin-x": px(-3), "text-margin-y": 0 } },
        { selector: "node[weight >= 3]", style: { "font-weight": 600 } },
        { selector: "edge", style: { "curve-style": "bezier", width: (edge) => px(1.5 + Math.log2(Math.max(1, edge.data("weight")))), "target-arrow-shape": "data(arrow)", "arrow-scale": 0.9, opacity: 0.85 } },
        { selector: "node.focus", style: { "font-weight": 700, "border-width": px(3), "border-color": colour("--ink") } },
        { selector: "node.unnamed", style: { "text-opacity": 0 } },
        { selector: "node.near, node:selected", style: { "text-opacity": 1, "z-index": 10 } },
        { selector: "node:selected", style: { "border-width": px(4), "border-color": colour("--focus") } },
        { selector: "edge:selected", style: { width: px(6), opacity: 1, "z-index": 9 } },
        { selector: ".gone", style: { display: "none" } },
      ];
      for (const family of Object.keys(ACTORS))
        base.push({ selector: `node[family = "${family}"]`, style: { "background-color": colour(`--actor-${family}`) } });
      for (const family of Object.keys(FAMILIES))
        base.push({ selector: `edge[family = "${family}"]`, style: { "line-color": colour(`--link-${family}`), "target-arrow-color": colour(`--link-${family}`) } });
      for (const modality of MODALITIES)
        base.push({ selector: `edge[modality = "${modality}"]`, style: { "line-style": LINES[modality] } });
      return base;
    }
  }

  window.sitgraphViewer = { draw: (root, picture, options) => new View(root, picture, options) };
})();
