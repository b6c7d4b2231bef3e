// SPDX-License-Identifier: MIT
// Steps through the films. Without it the page shows every step below the other.
"use strict";
document.documentElement.classList.add("js");

class Film {
  constructor(section) {
    this.section = section;
    this.units = [...section.querySelectorAll(".frame, .rows .row")];
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
    this.steps.forEach((line) => line.classList.toggle("now", line.dataset.step === step));
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
