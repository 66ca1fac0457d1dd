// Three courtesies that a page works without: the focus goes to a new error summary, so that it is read first; a page
// that asks the server for news says so when the server no longer answers; and a timed step shows its minutes.

"use strict";

let met = null;

function meetErrors() {
  const summary = document.querySelector("[data-errors]");
  if (summary && summary !== met) {
    summary.focus();
  }
  met = summary;
}

function showConnection(isLost) {
  for (const note of document.querySelectorAll("[data-offline]")) {
    note.hidden = !isLost;
  }
}

function inMinutes(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function tick() {
  for (const timer of document.querySelectorAll("[data-timer]")) {
    const gone = Math.max(0, Math.floor((Date.now() - Date.parse(timer.dataset.timer)) / 1000));
    timer.textContent = `${inMinutes(gone)} / ${timer.dataset.allowed}:00`;
  }
}

setInterval(tick, 1000);
document.addEventListener("DOMContentLoaded", meetErrors);
document.addEventListener("htmx:after:swap", meetErrors);
document.addEventListener("htmx:before:response", () => showConnection(false));
document.addEventListener("htmx:error", () => showConnection(true));
