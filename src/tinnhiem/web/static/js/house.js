// Two courtesies that a page works without: the focus goes to a new error summary, so that it is read first, and a
// page that asks the server for news says so when the server no longer answers.

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

document.addEventListener("DOMContentLoaded", meetErrors);
document.addEventListener("htmx:after:swap", meetErrors);
document.addEventListener("htmx:before:response", () => showConnection(false));
document.addEventListener("htmx:error", () => showConnection(true));
