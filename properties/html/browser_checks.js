// SPDX-License-Identifier: MIT
// What a browser finds wrong with a page, at one width: `pages` are texts, `widths` pixels. The
// answer is left in the document as JSON.
"use strict";

function luminance([r, g, b]) {
  const part = (value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
}

function contrast(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

// Red, green, blue; null where it is transparent.
function colour(text) {
  const numbers = (text.match(/[\d.]+/g) || []).map(Number);
  return numbers.length < 3 || numbers[3] === 0 ? null : numbers.slice(0, 3);
}

function background(view, element) {
  for (let at = element; at; at = at.parentElement) {
    const found = colour(view.getComputedStyle(at).backgroundColor);
    if (found) return found;
  }
  return [255, 255, 255];
}

// Every piece of text that can be seen, with its element.
function texts(page) {
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (!node.data.trim() || /^(SCRIPT|STYLE|title)$/i.test(element.tagName)) continue;
    const range = page.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width > 0) found.push({ element, box, text: node.data.trim().slice(0, 40) });
  }
  return found;
}

function checkTexts(page, view, told) {
  const all = texts(page);
  if (all.length < 30) told(`only ${all.length} texts can be seen`);
  for (const { element, box, text } of all) {
    const shape = element.tagName === "text" && element.parentElement.tagName === "g"
      ? element.parentElement.querySelector("rect") : null;
    const around = shape || element.closest(
      "svg,button,li,p,pre,h1,h2,h3,h4,h5,td,th,summary,figcaption,section,main");
    const outer = around.getBoundingClientRect();
    if (box.right > outer.right + 1 || box.left < outer.left - 1) told(`overflows: ${text}`);
    const style = view.getComputedStyle(element);
    const ink = colour(element.tagName === "text" ? style.fill : style.color);
    const ground = shape ? colour(view.getComputedStyle(shape).fill)
                         : background(view, element);
    const ratio = contrast(ink, ground);
    if (ratio < 4.5) told(`contrast ${ratio.toFixed(2)}: ${text}`);
  }
  if (page.documentElement.scrollWidth > view.innerWidth) {
    told(`is ${page.documentElement.scrollWidth} pixels wide in ${view.innerWidth}`);
  }
}

// A word of a head stands whole, the numbers of a column stand below each other, and each clause
// says what it is.
function checkTables(page, told) {
  page.querySelectorAll("thead th, .clauses tr:first-child th").forEach((head) => {
    const text = head.firstChild;
    for (const word of (text ? text.data : "").matchAll(/\S+/g)) {
      const range = page.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (range.getClientRects().length > 1) told(`a word is broken: ${word[0]}`);
    }
  });
  page.querySelectorAll("table").forEach((table) => {
    const ways = new Map();
    table.querySelectorAll("td").forEach((cell) => {
      if (!cell.textContent) return;
      const way = ways.get(cell.cellIndex) || cell.className;
      if ((way === "count") !== (cell.className === "count")) {
        told(`some numbers alone are on the right, as ${cell.textContent.slice(0, 40)}`);
      }
      ways.set(cell.cellIndex, cell.className || "text");
    });
  });
  page.querySelectorAll(".clauses td:last-child").forEach((sentence) => {
    if (!sentence.getClientRects().length) told(`it is not said: ${sentence.textContent}`);
  });
}

function press(page, view, key) {
  page.activeElement.dispatchEvent(new view.KeyboardEvent("keydown", { key, bubbles: true }));
}

// In a list that is longer than its window, the line of the step that is shown can be seen.
function checkLine(film, told) {
  const list = film.querySelector("ol.trace");
  const line = list.querySelector("li.now");
  if (list.clientHeight > 450) told(`a list of ${list.clientHeight} pixels`);
  if (!line) return;
  const [inner, outer] = [line.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1) told("its step is out of sight");
}

// From its first step to its last by keys alone, and from film to film.
function checkFilms(page, view, told) {
  const films = [...page.querySelectorAll(".film")];
  films.forEach((film, index) => {
    press(page, view, "n");
    if (page.activeElement !== film) told(`n does not lead to defect ${index + 1}`);
    const units = [...film.querySelectorAll(".frame, .threads .row")];
    const now = () => units.findIndex((unit) => unit.classList.contains("now"));
    if (units.length === 0) return told(`defect ${index + 1} has no film`);
    if (now() !== units.length - 1) told(`defect ${index + 1} does not open where it breaks`);
    press(page, view, "Home");
    for (let at = 0; at < units.length; ++at) {
      const shown = units.filter((unit) => unit.matches(".frame") && unit.getClientRects().length);
      if (now() !== at) told(`defect ${index + 1}: step ${at + 1} is not reached`);
      checkLine(film, (problem) => told(`defect ${index + 1}, step ${at + 1}: ${problem}`));
      if (shown.length > 1) told(`defect ${index + 1}: ${shown.length} steps at once`);
      if (!units[at].getClientRects().length) told(`defect ${index + 1}: step ${at + 1} is hidden`);
      press(page, view, "ArrowRight");
    }
    if (now() !== units.length - 1) told(`defect ${index + 1}: its end does not hold`);
    press(page, view, "ArrowLeft");
    if (units.length > 1 && now() !== units.length - 2) told(`defect ${index + 1}: no way back`);
    press(page, view, "End");
  });
  return films.length;
}

// What leads from the start can be hit with a mouse: two pixels beside the middle of its line.
function checkLines(walk, view, told) {
  walk.scrollIntoView();
  const lines = [...walk.querySelectorAll("svg path.hit")];
  const hit = lines.filter((line) => {
    const middle = line.getPointAtLength(line.getTotalLength() / 2);
    const { x, y } = middle.matrixTransform(line.getScreenCTM());
    const element = walk.ownerDocument.elementFromPoint(x, y + 2);
    return element && element.closest("[data-from='0'], a[data-to]");
  });
  if (lines.length === 0 || hit.length < lines.length) {
    told(`${hit.length} of ${lines.length} lines can be hit`);
  }
  if (!lines.every((line) => line.textContent)) told("a line does not say what it does");
}

// The states of a scope: each operation of the start by keys and back, then a click on each dot and
// each line.
function checkWalks(page, view, told) {
  const walks = [...page.querySelectorAll(".walk")];
  walks.forEach((walk) => {
    const shown = () => [...walk.querySelectorAll(".node")]
      .filter((state) => state.getClientRects().length);
    const at = () => shown().map((state) => state.id).join();
    if (at() !== "s0") told(`opens at the states ${at()}`);
    walk.focus();
    [...shown()[0].querySelectorAll(".ways a")].forEach((way, index) => {
      for (let times = 0; times <= index; ++times) press(page, view, "ArrowDown");
      if (page.activeElement !== way) told(`operation ${index + 1} is not chosen`);
      press(page, view, "ArrowRight");
      if (at() !== `s${way.dataset.to}`) told(`operation ${index + 1} leads to ${at()}`);
      const walked = walk.querySelector(".walked").textContent;
      if (!walked.endsWith(way.textContent)) told(`operation ${index + 1} is not told: ${walked}`);
      press(page, view, "ArrowLeft");
      if (at() !== "s0") told(`the way back leads to ${at()}`);
    });
    checkLines(walk, view, told);
    walk.querySelectorAll("svg [data-to]:not(.hit)").forEach((way) => {
      way.dispatchEvent(new view.MouseEvent("click", { bubbles: true, cancelable: true }));
      if (at() !== `s${way.dataset.to}`) told(`a click leads to ${at()}`);
    });
    press(page, view, "Home");
    if (at() !== "s0") told(`Home leads to ${at()}`);
  });
  return walks.length;
}

// The page as print has it: its rules for print hold, and those for a screen do not.
function printed(text) {
  return text.replaceAll("@media print", "@media all")
    .replaceAll("@media screen", "@media print");
}

// Each step of each film stands there, its two sides beside each other, on white, and nothing that
// is of use on a screen alone.
function checkPrint(page, view, told) {
  view.dispatchEvent(new view.Event("beforeprint"));
  const seen = (element) => element.getClientRects().length > 0;
  const all = (selector) => [...page.querySelectorAll(selector)];
  const hidden = all(".frame, .rows .row, details.legend > *, ol.trace li").filter((one) => !seen(one));
  if (hidden.length > 0) told(`${hidden.length} parts are hidden: ${hidden[0].className}`);
  if (all(".controls, button").some(seen)) told("buttons are printed");
  all(".frame .sides").forEach((sides) => {
    const tops = [...sides.children].map((side) => side.getBoundingClientRect().top);
    if (new Set(tops).size > 1) told("the sides of a step are not beside each other");
  });
  all("ol, code, .strip").forEach((part) => {
    if (part.scrollHeight > part.clientHeight + 1 && view.getComputedStyle(part).overflowY !== "visible")
      told(`cut off: ${part.textContent.slice(0, 40)}`);
  });
  if (background(view, page.body).join() !== "255,255,255") told("its ground is not white");
  checkTexts(page, view, told);
}

function load(text, width) {
  return new Promise((resolve) => {
    const frame = document.createElement("iframe");
    frame.style.cssText = `width: ${width}px; height: 900px; border: 0`;
    const watch = "<script>window.failures = [];" +
      "addEventListener('error', (event) => failures.push(event.message));</" + "script>";
    frame.srcdoc = text.replace("<head>", "<head>" + watch);
    frame.addEventListener("load", () => resolve(frame));
    document.body.append(frame);
  });
}

async function check(pages, widths) {
  const problems = [];
  let films = 0;
  let walks = 0;
  for (const [name, text] of Object.entries(pages)) {
    for (const width of widths) {
      const told = (problem) => problems.push(`${name} at ${width}: ${problem}`);
      const frame = await load(text, width);
      const view = frame.contentWindow;
      const page = frame.contentDocument;
      films += checkFilms(page, view, told);
      walks += checkWalks(page, view, told);
      // As it is without a script, and in print: every step, and all that can be unfolded.
      page.documentElement.classList.remove("js");
      page.querySelectorAll("details").forEach((details) => { details.open = true; });
      checkTexts(page, view, told);
      checkTables(page, told);
      view.failures.forEach((failure) => told(`script: ${failure}`));
      frame.remove();
    }
  }
  for (const [name, text] of Object.entries(pages)) {
    const paper = 690;  // A4 less its margins, in pixels
    const frame = await load(printed(text), paper);
    checkPrint(frame.contentDocument, frame.contentWindow,
      (problem) => problems.push(`${name} in print: ${problem}`));
    frame.remove();
  }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const answer = document.createElement("pre");
  answer.id = "answer";
  answer.textContent = JSON.stringify({ dark, films, walks, problems });
  document.body.replaceChildren(answer);
}
