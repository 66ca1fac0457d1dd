// Shows how long a step has taken; the words come from the page, and without this the page still says since when.

"use strict";

function show(timer) {
  const elapsed = Math.max(0, Math.floor((Date.now() - Date.parse(timer.dataset.timer)) / 1000));
  const isOver = elapsed >= Number(timer.dataset.allowed) * 60;
  const words = isOver ? timer.dataset.over : timer.dataset.within;
  timer.textContent = words
    .replace("{minutes}", String(Math.floor(elapsed / 60)))
    .replace("{seconds}", String(elapsed % 60).padStart(2, "0"));
}

function showAll() {
  document.querySelectorAll("[data-timer]").forEach(show);
}

document.addEventListener("DOMContentLoaded", showAll);
setInterval(showAll, 1000);
