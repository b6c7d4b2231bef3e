// SPDX-License-Identifier: MIT
// Steps through the films. Without it the page shows every step below the other.
"use strict";
document.documentElement.classList.add("js");

// Scrolls a line of a long list to its middle, and the page not at all.
function centre(line) {
  const list = line.parentElement;
  const above = line.getBoundingClientRect().top - list.getBoundingClientRect().top;
  list.scrollTop += above - (list.clientHeight - line.clientHeight) / 2;
}

class Film {
  constructor(section) {
    this.section = section;
    this.units = [...section.querySelectorAll(".frame, .threads .row")];
    this.steps = [...section.querySelectorAll("ol.trace li")];
    this.label = section.querySelector(".place");
    this.back = section.querySelector(".back");
    this.on = section.querySelector(".on");
    if (this.back) this.back.addEventListener("click", () => this.show(this.at - 1));
    if (this.on) this.on.addEventListener("click", () => this.show(this.at + 1));
    this.steps.forEach((line) => line.addEventListener("click", () => this.showStep(line)));
    section.classList.toggle("alone", this.units.length < 2);
    this.show(this.last);
  }

  get last() { return this.units.length - 1; }

  show(place, scrolls = true) {
    if (this.units.length === 0) return;
    this.at = Math.min(Math.max(place, 0), this.last);
    const unit = this.units[this.at];
    this.units.forEach((other) => other.classList.toggle("now", other === unit));
    const step = unit.dataset.step;
    this.steps.forEach((line) => {
      line.classList.toggle("now", line.dataset.step === step);
      if (line.dataset.step === step) centre(line);
    });
    this.label.textContent = `${this.at + 1} of ${this.units.length}`;
    this.back.disabled = this.at === 0;
    this.on.disabled = this.at === this.last;
    if (scrolls && this.ready) unit.scrollIntoView({ block: "nearest" });
    this.ready = true;
  }

  showStep(line) {
    const place = this.units.findIndex((unit) => unit.dataset.step === line.dataset.step);
    if (place >= 0) this.show(place);
  }
}

const films = [...document.querySelectorAll(".film")].map((section) => new Film(section));

// The film that keys are for: the one in focus, else the first that can be seen.
function current() {
  const focused = films.findIndex((film) => film.section.contains(document.activeElement));
  if (focused >= 0) return focused;
  const seen = films.findIndex((film) => film.section.getBoundingClientRect().bottom > 80);
  return seen >= 0 ? seen : films.length - 1;
}

function goTo(place) {
  if (place < 0 || place >= films.length) return;
  films[place].section.focus({ preventScroll: true });
  films[place].section.scrollIntoView({ block: "start" });
}

// The states of a small scope: one is shown, and what leads from it can be followed.
class Walk {
  constructor(section) {
    this.section = section;
    this.states = [...section.querySelectorAll(".node")];
    this.drawing = [...section.querySelectorAll("svg [data-to]")];
    this.trail = [];
    this.walked = document.createElement("p");
    this.walked.className = "note walked";
    section.querySelector(".here").prepend(this.walked);
    section.addEventListener("click", (event) => {
      const way = event.target.closest("[data-to]");
      if (!way) return;
      event.preventDefault();
      this.go(Number(way.dataset.to), way.closest(".ways") ? way : null);
    });
    section.addEventListener("keydown", (event) => this.press(event));
    this.show(0);
  }

  get ways() { return [...this.states[this.at].querySelectorAll(".ways a")]; }

  show(number) {
    this.at = number;
    this.states.forEach((state, other) => state.classList.toggle("now", other === number));
    this.drawing.forEach(({ classList, dataset }) => {
      const isNode = dataset.from === undefined;
      classList.toggle("now", isNode && Number(dataset.to) === number);
      classList.toggle("out", Number(dataset.from) === number);
      classList.toggle("chosen", false);
    });
    this.widenLines();
    const jump = this.trail.findLastIndex((step) => step.by === null);
    const steps = this.trail.slice(jump + 1);
    this.walked.textContent = steps.length === 0 ? ""
      : `Walked from state ${steps[0].from}: ${steps.map((step) => step.by).join("; ")}`;
  }

  // A line is too thin for a mouse: those that lead from here get a wide one over them, which tells
  // what it does.
  widenLines() {
    this.section.querySelectorAll(".hit").forEach((line) => line.remove());
    this.drawing.filter((line) => Number(line.dataset.from) === this.at).forEach((line) => {
      const wide = line.cloneNode();
      wide.setAttribute("class", "hit");
      const title = document.createElementNS(line.namespaceURI, "title");
      title.textContent = this.waysTo(line.dataset.to).map((way) => way.textContent).join("\n");
      wide.append(title);
      line.parentNode.insertBefore(wide, line.parentNode.querySelector("a"));
    });
  }

  waysTo(number) { return this.ways.filter((way) => way.dataset.to === String(number)); }

  // By the operation that was chosen, or else the first that leads there; by none it is a jump.
  go(number, way = null) {
    const by = way || this.waysTo(number)[0];
    this.trail.push({ from: this.at, by: by ? by.textContent : null });
    this.show(number);
    this.section.focus({ preventScroll: true });
  }

  choose(step) {
    const ways = this.ways;
    if (ways.length === 0) return;
    const at = ways.indexOf(document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : ways.length - 1) : (at + step + ways.length) % ways.length;
    ways[next].focus();
    this.drawing.forEach(({ classList, dataset }) => classList.toggle("chosen",
      Number(dataset.from) === this.at && dataset.to === ways[next].dataset.to));
  }

  back() {
    if (this.trail.length === 0) return;
    this.show(this.trail.pop().from);
    this.section.focus({ preventScroll: true });
  }

  press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const does = {
      ArrowDown: () => this.choose(1),
      ArrowUp: () => this.choose(-1),
      ArrowRight: () => {
        const chosen = this.ways.includes(document.activeElement);
        const way = chosen ? document.activeElement : this.ways[0];
        if (way) this.go(Number(way.dataset.to), way);
      },
      ArrowLeft: () => this.back(),
      Home: () => this.go(0),
    }[event.key];
    if (!does) return;
    does();
    event.preventDefault();
    event.stopPropagation();
  }
}

document.querySelectorAll(".walk").forEach((section) => new Walk(section));

document.addEventListener("keydown", (event) => {
  if (films.length === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
  const place = current();
  const film = films[place];
  const isAtHome = !film.section.contains(document.activeElement);
  const does = {
    ArrowLeft: () => film.show(film.at - 1),
    ArrowRight: () => film.show(film.at + 1),
    Home: () => film.show(0),
    End: () => film.show(film.last),
    n: () => goTo(isAtHome ? place : place + 1),
    p: () => goTo(place - 1),
  }[event.key];
  if (!does || (isAtHome && (event.key === "Home" || event.key === "End"))) return;
  does();
  event.preventDefault();
});

// On paper nothing can be unfolded; histograms need not be.
addEventListener("beforeprint", () => {
  document.querySelectorAll("details.legend").forEach((details) => { details.open = true; });
});
