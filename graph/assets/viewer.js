/* Draws one picture (see graph/draw.py for its shape) with Cytoscape.js, and beside it the list of links with their sentences.
   All text of reports enters the page through textContent only. */
(function () {
  "use strict";

  const FAMILIES = { partner: "partners", support: "support and aid", talk: "talks", oppose: "opposition", structure: "belonging" };
  const ACTORS = { state: "states", force: "forces and services", armed: "armed and criminal groups", body: "organisations", person: "persons", people: "people" };
  const MODALITIES = ["asserted", "planned", "possible", "alleged", "negated"];
  const LINES = { asserted: "solid", planned: "dashed", possible: "dotted", alleged: "dashed", negated: "dotted" };

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

  const words = (text) => make("bdi", {}, String(text));
  const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

  function period(link) {
    if (!link.first) return "no date";
    return link.last && link.last !== link.first ? `${link.first} to ${link.last}` : link.first;
  }

  function modalityMark(modality) {
    return modality === "asserted" ? null : make("span", { class: "sg-mark" }, modality === "negated" ? "denied" : modality);
  }

  function sentence(item) {
    const title = item.title || item.report;
    const parts = [item.source, item.date, item.type ? item.type.toLowerCase() : null].filter(Boolean);
    const footer = make("footer", {}, title ? words(title) : "");
    for (const part of parts) footer.append(" · ", words(part));
    if (item.modality && item.modality !== "asserted") footer.append(" ", modalityMark(item.modality));
    return make("blockquote", {}, make("p", {}, words(item.quote)), footer);
  }

  class View {
    constructor(root, picture, options) {
      this.picture = picture;
      this.options = options || {};
      this.actors = new Map(picture.actors.map((actor) => [actor.id, actor]));
      this.links = new Map(picture.links.map((link) => [link.id, link]));
      this.hidden = new Set();
      this.buttons = new Map();
      this.build(root);
      this.start();
    }

    name(id) {
      return this.actors.has(id) ? this.actors.get(id).name : id;
    }

    build(root) {
      this.canvas = make("div", { class: "sg-canvas", role: "img", "aria-label": "Network drawing; the links are listed beside it" });
      this.detail = make("section", { class: "sg-detail", "aria-live": "polite", "aria-label": "Details" });
      this.list = make("ul", { class: "sg-list" });
      const heading = make("h2", {}, "Links");
      const zoom = make("div", { class: "sg-zoom" },
        this.button("+", "Zoom in", () => this.zoom(1.3)), this.button("−", "Zoom out", () => this.zoom(1 / 1.3)),
        this.button("⤢", "Show all", () => this.fit()));
      const head = make("header", { class: "sg-head" }, make("h1", {}, words(this.picture.title)), make("p", {}, this.summary()));
      const stage = make("div", { class: "sg-stage" }, this.canvas, zoom);
      const side = make("aside", { class: "sg-side", "aria-label": "Links and their sentences" }, this.detail, make("h2", {}, "Show"), ...this.filters(), this.key(), heading, this.list);
      root.replaceChildren(make("div", { class: "sg-view" }, head, stage, side));
      this.fillList();
      this.hint();
    }

    button(text, label, action) {
      return make("button", { type: "button", "aria-label": label, title: label, onclick: action }, text);
    }

    summary() {
      const counts = `${plural(this.picture.actors.length, "actor")}, ${plural(this.picture.links.length, "link")}`;
      return this.picture.note ? `${counts}. ${this.picture.note}` : counts;
    }

    hint() {
      const text = this.links.size ? "Choose a link, or a line in the drawing, to read the sentences it rests on." : "There is nothing to draw: no link was found.";
      this.detail.replaceChildren(make("p", { class: "sg-small" }, text));
    }

    filters() {
      const present = (key, order) => order.filter((value) => this.picture.links.some((link) => link[key] === value));
      const families = present("family", Object.keys(FAMILIES));
      const modalities = present("modality", MODALITIES);
      return [
        this.filterSet("Kinds of link", families, (family) => FAMILIES[family], "family"),
        modalities.length > 1 ? this.filterSet("Modality", modalities, (value) => (value === "negated" ? "denied" : value), "modality") : null,
      ].filter(Boolean);
    }

    key() {
      const present = Object.keys(ACTORS).filter((family) => this.picture.actors.some((actor) => actor.family === family));
      const entry = (family) => make("span", {}, make("span", { class: `sg-dot sg-${family}` }), ACTORS[family]);
      return make("p", { class: "sg-key" }, ...present.map(entry));
    }

    filterSet(legend, values, label, key) {
      const set = make("fieldset", {}, make("legend", {}, legend));
      for (const value of values) {
        const box = make("input", { type: "checkbox", onchange: () => this.toggle(`${key}:${value}`, box.checked) });
        box.checked = true;
        set.append(make("label", {}, box, make("span", { class: `sg-line sg-${value}` }), label(value)));
      }
      return set;
    }

    toggle(key, shown) {
      if (shown) this.hidden.delete(key);
      else this.hidden.add(key);
      for (const link of this.links.values()) {
        const visible = !this.hidden.has(`family:${link.family}`) && !this.hidden.has(`modality:${link.modality}`);
        this.buttons.get(link.id).parentElement.hidden = !visible;
        if (this.cy) this.cy.getElementById(link.id).style("display", visible ? "element" : "none");
      }
    }

    sides(link) {
      return [words(this.name(link.subject)), " ", make("span", { class: "sg-verb" }, link.label), " ", words(this.name(link.object))];
    }

    fillList() {
      for (const link of this.links.values()) {
        const meta = make("span", { class: "sg-small" }, `${plural(link.sources, "source")}, ${plural(link.events, "event")} · ${period(link)} `, modalityMark(link.modality));
        const button = make("button", { type: "button", class: `sg-${link.family}`, "aria-pressed": "false", onclick: () => this.chooseLink(link.id) }, ...this.sides(link), meta);
        this.buttons.set(link.id, button);
        this.list.append(make("li", {}, button));
      }
    }

    chooseLink(id) {
      const link = this.links.get(id);
      this.mark(id);
      const facts = `${plural(link.sources, "independent source")}, ${plural(link.reports, "report")} · ${period(link)} · confidence ${Number(link.confidence).toFixed(2)} `;
      const box = make("div", { class: `sg-${link.family}` }, make("h3", {}, ...this.sides(link)),
        make("span", { class: "sg-small" }, facts, modalityMark(link.modality)), ...link.sentences.map(sentence));
      if (!link.sentences.length) box.append(make("p", { class: "sg-small" }, "No sentence is kept for this link."));
      if (link.more) box.append(make("p", { class: "sg-small" }, `Showing ${link.sentences.length} of ${link.sentences.length + link.more} sentences.`));
      this.detail.replaceChildren(box);
      this.detail.scrollIntoView({ block: "nearest" });
    }

    chooseActor(id) {
      const actor = this.actors.get(id);
      this.mark(null);
      const mine = [...this.links.values()].filter((link) => link.subject === id || link.object === id);
      const items = mine.map((link) => make("li", {}, make("button", { type: "button", class: `sg-${link.family}`, onclick: () => this.chooseLink(link.id) }, ...this.sides(link))));
      const facts = [actor.type, actor.country].filter(Boolean).join(", ");
      const box = make("div", {}, make("h3", {}, words(actor.name)), make("span", { class: "sg-small" }, facts), make("ul", { class: "sg-list" }, ...items));
      if (this.options.onActor) box.append(make("button", { type: "button", onclick: () => this.options.onActor(id) }, "Show the network of this actor"));
      this.detail.replaceChildren(box);
      if (this.cy) this.cy.getElementById(id).select();
    }

    mark(id) {
      for (const [key, button] of this.buttons) button.setAttribute("aria-pressed", String(key === id));
      if (!this.cy) return;
      this.cy.elements().unselect();
      if (id !== null) this.cy.getElementById(id).select();
    }

    start() {
      const nodes = this.picture.actors.map((actor) => ({ group: "nodes", data: { id: actor.id, label: actor.name, family: actor.family, weight: actor.weight }, position: { x: actor.x, y: actor.y } }));
      const edges = this.picture.links.map((link) => ({ group: "edges", data: { id: link.id, source: link.subject, target: link.object, family: link.family, modality: link.modality, weight: link.sources, arrow: link.directed ? "triangle" : "none" } }));
      this.cy = window.cytoscape({ container: this.canvas, elements: [...nodes, ...edges], layout: { name: "preset" }, style: this.style(), minZoom: 0.1, maxZoom: 4, boxSelectionEnabled: false, userZoomingEnabled: !this.options.embedded });
      if (this.picture.focus) this.cy.getElementById(this.picture.focus).addClass("focus");
      this.cy.on("tap", "edge", (event) => this.chooseLink(event.target.id()));
      this.cy.on("tap", "node", (event) => this.chooseActor(event.target.id()));
      this.cy.on("tap", (event) => { if (event.target === this.cy) { this.mark(null); this.hint(); } });
      this.dark = window.matchMedia("(prefers-color-scheme: dark)");
      this.repaint = () => this.cy.style(this.style());
      this.dark.addEventListener("change", this.repaint);
      this.watcher = new ResizeObserver(() => { this.cy.resize(); this.fit(); });
      this.watcher.observe(this.canvas);
      this.cy.on("zoom", () => this.rescale());
      this.cy.on("dragfree", "node", () => this.nameActors());
      this.fit();
    }

    /* Dots, lines and names keep their size on the screen, so that a large network stays readable from afar. */
    rescale() {
      const scale = Math.min(1, this.cy.zoom());
      if (this.scale && Math.abs(scale / this.scale - 1) < 0.05) return;
      this.scale = scale;
      this.repaint();
      this.nameActors();
    }

    /* Names that would lie on each other are left out, those of the least connected actors first; choosing an actor names it. */
    nameActors() {
      const taken = [];
      const rank = (node) => (node.id() === this.picture.focus ? Infinity : node.data("weight"));
      const order = this.cy.nodes().sort((one, other) => (rank(other) > rank(one) ? 1 : rank(other) < rank(one) ? -1 : 0));
      order.forEach((node) => {
        const size = node.data("label").length * 7, width = Math.min(size, 124), lines = Math.ceil(size / 124);
        const { x, y } = node.position(), scale = this.scale;
        const box = [x - width / scale / 2, y + 6 / scale, x + width / scale / 2, y + (14 + 15 * lines) / scale];
        const free = taken.every((other) => box[2] < other[0] || other[2] < box[0] || box[3] < other[1] || other[3] < box[1]);
        if (free) taken.push(box);
        node.toggleClass("unnamed", !free);
      });
    }

    destroy() {
      this.dark.removeEventListener("change", this.repaint);
      this.watcher.disconnect();
      this.cy.destroy();
    }

    fit() {
      this.cy.fit(undefined, 36);
      if (this.cy.zoom() > 1.4) { this.cy.zoom(1.4); this.cy.center(); }
    }

    zoom(factor) {
      this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: { x: this.cy.width() / 2, y: this.cy.height() / 2 } });
    }

    style() {
      const colours = getComputedStyle(document.documentElement);
      const colour = (name) => colours.getPropertyValue(name).trim();
      const scale = this.scale || 1;
      const size = (node) => (12 + 4 * Math.sqrt(node.data("weight"))) / scale;
      const base = [
        { selector: "node", style: { label: "data(label)", color: colour("--ink"), "font-size": 12.5 / scale, "font-family": "system-ui, sans-serif", "text-valign": "bottom", "text-margin-y": 3 / scale, "text-wrap": "wrap", "text-max-width": 120 / scale, "text-outline-color": colour("--paper"), "text-outline-width": 2 / scale, width: size, height: size, "border-width": 0 } },
        { selector: "node[weight >= 3]", style: { "font-weight": 600 } },
        { selector: "edge", style: { "curve-style": "bezier", width: (edge) => (1.5 + Math.log2(Math.max(1, edge.data("weight")))) / scale, "target-arrow-shape": "data(arrow)", "arrow-scale": 0.9, opacity: 0.85 } },
        { selector: "node.focus", style: { "font-weight": 700, "border-width": 3 / scale, "border-color": colour("--ink") } },
        { selector: "node.unnamed", style: { "text-opacity": 0 } },
        { selector: "node:selected, node.unnamed:active", style: { "text-opacity": 1 } },
        { selector: "node:selected", style: { "border-width": 4, "border-color": colour("--focus") } },
        { selector: "edge:selected", style: { width: 6 / scale, opacity: 1 } },
      ];
      for (const family of ["state", "force", "armed", "body", "person", "people"])
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
