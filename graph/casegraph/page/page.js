(function () {
  "use strict";
  var doc = document, all = function (selector, root) { return Array.from((root || doc).querySelectorAll(selector)); };
  var table = doc.querySelector(".claims"), form = doc.getElementById("filter");
  var text = doc.getElementById("f-text"), standing = doc.getElementById("f-standing");
  var property = doc.getElementById("f-property"), count = doc.getElementById("f-count");

  if (!table) { return; }
  var fold = table.closest("details");

  // Rows that share a cell for their sources each get their own, so that a filter can hide any of them.
  all("td[rowspan]", table).forEach(function (cell) {
    var row = cell.parentNode, left = cell.rowSpan;
    cell.removeAttribute("rowspan");
    while (--left > 0) { row = row.nextElementSibling; row.appendChild(cell.cloneNode(true)); }
  });
  var groups = all("tbody", table).map(function (body) {
    return { body: body, head: body.rows[0].textContent.toLowerCase(), rows: Array.from(body.rows).slice(1).map(function (row) {
      return { row: row, property: row.cells[0].textContent.trim(), standing: row.cells[2].textContent.trim() || "established",
               text: row.textContent.toLowerCase() };
    }) };
  });

  function narrow() {
    var words = text.value.toLowerCase().split(/\s+/).filter(Boolean), shown = 0, every = 0;
    groups.forEach(function (group) {
      var some = false;
      group.rows.forEach(function (each) {
        var fits = (!standing.value || each.standing === standing.value) && (!property.value || each.property === property.value) &&
          words.every(function (word) { return each.text.includes(word) || group.head.includes(word); });
        each.row.hidden = !fits;
        some = some || fits;
        every += 1;
        shown += fits ? 1 : 0;
      });
      var bare = !standing.value && !property.value && words.every(function (word) { return group.head.includes(word); });
      group.body.hidden = !(some || bare);
    });
    count.textContent = shown + " of " + every + " claims";
  }
  function reset() { text.value = standing.value = property.value = ""; narrow(); }
  if (form) {
    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    [text, standing, property].forEach(function (field) { field.addEventListener("input", narrow); });
    narrow();
  }

  // A click on a thing opens its claims beside the figure; the address keeps the thing's id.
  var panel = null, before = null;
  function close() {
    if (!panel) { return; }
    panel.remove();
    panel = null;
    if (before) { before.focus({ preventScroll: true }); }
  }
  function make(name, content, into) {
    var made = doc.createElement(name);
    if (typeof content === "string") { made.textContent = content; } else { content.forEach(function (n) { made.appendChild(n); }); }
    into.appendChild(made);
    return made;
  }
  function copied(cell) { return Array.from(cell.cloneNode(true).childNodes); }
  function mentions(id) {
    return groups.filter(function (group) {
      return group.body.id !== id && group.rows.some(function (each) { return each.row.querySelector('a[href="#' + id + '"]'); });
    });
  }
  function open(body) {
    close();
    panel = doc.createElement("div");
    panel.id = "panel";
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-label", "Claims about this thing");
    panel.tabIndex = -1;
    var button = make("button", "Close", panel);
    button.className = "x";
    button.type = "button";
    button.addEventListener("click", close);
    make("h2", copied(body.rows[0].cells[0]), panel);
    var list = make("dl", "", panel), last = "";
    Array.from(body.rows).slice(1).forEach(function (row) {
      var firm = !row.classList.contains("doubt");
      var property = row.cells[0].textContent;
      if (property !== last) { make("dt", property, list); }
      last = property;
      var said = make("dd", copied(row.cells[1]), list);
      said.append(" ");
      if (!firm) { said.className = "doubt"; said.append("(", row.cells[2].textContent, ") "); }
      copied(row.cells[3]).forEach(function (node) { said.appendChild(node); });
    });
    var others = mentions(body.id);
    if (others.length) {
      make("dt", "Also named by", list);
      var where = make("dd", "", list);
      others.forEach(function (group, index) {
        var link = make("a", group.body.rows[0].cells[0].firstChild.textContent.trim(), where);
        link.href = "#" + group.body.id;
        if (index < others.length - 1) { where.append("; "); }
      });
    }
    var more = make("p", "", panel), link = make("a", "Show in the table of claims", more);
    link.href = "#" + body.id;
    link.dataset.jump = "1";
    doc.body.appendChild(panel);
    panel.focus({ preventScroll: true });
  }
  doc.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href]");
    var address = link && (link.getAttribute("href") || "");
    if (!link || address.charAt(0) !== "#" || event.ctrlKey || event.metaKey || event.shiftKey || event.button) { return; }
    var target = doc.getElementById(decodeURIComponent(address.slice(1)));
    if (!target) { return; }
    if (fold && fold.contains(target)) { fold.open = true; }
    if (target.closest(".claims") && (target.hidden || (target.closest("tbody") || target).hidden)) { reset(); }
    if (target.tagName === "TBODY" && !link.dataset.jump && !link.closest(".claims")) {
      event.preventDefault();
      before = link.closest("#panel") ? before : link;
      history.replaceState(null, "", address);
      open(target);
    } else if (panel && link.closest("#panel")) { close(); }
  });
  function unfold() {
    var target = doc.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && fold && fold.contains(target)) { fold.open = true; target.scrollIntoView(); }
  }
  window.addEventListener("hashchange", unfold);
  unfold();
  doc.addEventListener("keydown", function (event) { if (event.key === "Escape") { close(); } });
}());
