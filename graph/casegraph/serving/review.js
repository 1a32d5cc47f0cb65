(function () {
  "use strict";
  var doc = document;
  function points(text) { return Array.from(text).length; }

  // One key, one decision; not while somebody writes, nor together with another key.
  doc.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input,textarea,select")) { return; }
    if (!/^[a-z]$/i.test(event.key)) { return; }
    var found = doc.querySelector('[data-key="' + event.key.toLowerCase() + '"]');
    if (!found || found.disabled) { return; }
    event.preventDefault();
    if (found.matches("select,input")) { found.focus(); } else { found.click(); }
  });

  // Words that are selected in a text fill in the place of a passage, counted in code points as case files count.
  doc.addEventListener("selectionchange", function () {
    var chosen = doc.getSelection(), start = doc.getElementById("start");
    if (!chosen || chosen.isCollapsed || !chosen.rangeCount || !start) { return; }
    var range = chosen.getRangeAt(0), from = range.startContainer.parentElement;
    var text = from && from.closest(".text");
    if (!text || !text.contains(range.endContainer)) { return; }
    var before = doc.createRange(), words = range.toString();
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    var first = points(before.toString());
    start.value = first;
    doc.getElementById("end").value = first + points(words);
    doc.getElementById("source").value = text.dataset.source;
    doc.getElementById("marked").textContent = "Marked: " + words;
    doc.getElementById("person").value = words;
    if (doc.getElementById("fact-value")) { doc.getElementById("fact-value").value = words; }
    doc.getElementById("mark").open = true;
  });

  doc.addEventListener("click", function (event) {
    var mark = event.target.closest && event.target.closest("mark");
    if (mark && doc.getSelection().isCollapsed) { location.href = "/?item=" + encodeURIComponent(mark.dataset.item); }
  });
  var now = doc.querySelector("mark.now");
  if (now) { now.scrollIntoView({ block: "center" }); }
}());
