(function () {
  "use strict";
  // The search page of a site on disk looks into the list of names that stands beside it; a server answers by itself.
  var names = window.casegraphNames, doc = document, field = doc.getElementById("s"), list = doc.getElementById("found");
  if (!names || !field || !list) { return; }
  var count = doc.getElementById("count"), most = 60;
  function folded(text) {
    return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }
  var keys = names.map(function (each) { return folded(each[0]); });
  function show() {
    var words = folded(field.value).split(" ").filter(Boolean), found = [];
    if (words.length) {
      names.forEach(function (each, index) {
        if (words.every(function (word) { return (" " + keys[index]).includes(" " + word); })) { found.push(each); }
      });
    }
    list.textContent = "";
    found.slice(0, most).forEach(function (each) {
      var item = doc.createElement("li"), link = doc.createElement("a"), more = doc.createElement("span");
      link.href = each[2];
      link.textContent = each[0];
      more.className = "q";
      more.textContent = " " + each[1];
      item.append(link, more);
      list.appendChild(item);
    });
    count.textContent = words.length ? found.length + (found.length === 1 ? " thing" : " things") + " found." +
      (found.length > most ? " The first of them:" : "") : "";
  }
  doc.getElementById("search").addEventListener("submit", function (event) { event.preventDefault(); show(); });
  field.addEventListener("input", show);
  field.value = new URLSearchParams(location.search).get("q") || field.value;
  show();
}());
