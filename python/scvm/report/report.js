
"use strict";
(function () {
  // The filter shows what the page already holds: no number is computed here.
  var choice = document.getElementById("territory");
  var note = document.getElementById("filter-note");
  function show() {
    var scope = choice.value;
    document.querySelectorAll("[data-scope]").forEach(function (part) {
      part.hidden = part.getAttribute("data-scope") !== scope;
    });
    document.querySelectorAll("[data-dots-of]").forEach(function (dots) {
      dots.classList.toggle("out", scope !== "-1" && dots.getAttribute("data-dots-of") !== scope);
    });
    var chosen = choice.options[choice.selectedIndex];
    note.textContent = chosen.getAttribute("data-note");
    document.querySelectorAll("[data-scope-name]").forEach(function (name) {
      name.textContent = chosen.textContent;
    });
  }
  if (choice) {
    choice.addEventListener("change", show);
    show(); // a browser that goes back keeps the choice
  }
  // What is folded away on a screen belongs on paper.
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
    folded.forEach(function (each) { each.open = true; });
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (each) { each.open = false; });
  });
})();
