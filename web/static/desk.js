/* Makes the desk quicker: keys for buttons, "all" boxes, kept drafts, jobs that go on.
   Every page works without it; old browsers that know none of this are left alone. */
(function () {
  "use strict";
  if (!document.addEventListener || !document.querySelector) { return; }

  function each(list, act) { for (var i = 0; i < list.length; i++) { act(list[i]); } }

  function isTyping(node) {
    return /^(TEXTAREA|SELECT)$/.test(node.tagName) || (node.tagName === "INPUT" && !/^(checkbox|radio|button|submit)$/.test(node.type));
  }

  /* data-key="1": the key presses this button; with data-focus it leads to that field first when it is empty,
     and Enter in a field of the form then presses the button. */
  var led = null;

  function press(button) {
    var field = document.getElementById(button.getAttribute("data-focus") || "");
    var other = document.getElementById("other");
    if (field && !field.value && !(other && other.value)) { led = button; field.focus(); } else { button.click(); }
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    var pressed = event.key;
    if (pressed === "Enter" && led && !event.isComposing && /^(SELECT|INPUT)$/.test(event.target.tagName) && event.target.form === led.form) {
      event.preventDefault();
      press(led);
      return;
    }
    if (isTyping(event.target)) { return; }
    each(document.querySelectorAll("[data-key]"), function (button) {
      if (button.getAttribute("data-key") !== pressed || (pressed === "Enter" && event.target !== document.body)) { return; }
      event.preventDefault();
      press(button);
    });
  });

  /* data-all="also": ticks every box of that name. */
  each(document.querySelectorAll("[data-all]"), function (box) {
    box.addEventListener("change", function () {
      each(document.querySelectorAll("input[name='" + box.getAttribute("data-all") + "']"), function (one) { one.checked = box.checked; });
    });
  });

  /* data-draft="name": what is typed is kept in this browser until it was sent and taken. */
  var store;
  try { store = window.localStorage; } catch (refused) { store = null; }
  each(document.querySelectorAll("form[data-draft]"), function (form) {
    if (!store) { return; }
    var name = "zwaudit:" + form.getAttribute("data-draft"), kept = {};
    try { kept = JSON.parse(store.getItem(name) || "{}"); } catch (broken) { kept = {}; }
    function fields() { return form.querySelectorAll("textarea, input[type=text], input[type=number], input[type=url], input[type=date], select[data-keep]"); }
    /* Ticks are kept only where the form says so: a tick for many findings at once must not come back by itself. */
    function ticks() { return form.hasAttribute("data-draft-ticks") ? form.querySelectorAll("input[type=radio][id], input[type=checkbox][id]") : []; }
    each(ticks(), function (box) {
      if (kept["#" + box.id] !== undefined) { box.checked = kept["#" + box.id]; form.setAttribute("data-restored", "yes"); }
    });
    each(fields(), function (field) {
      if (kept[field.name] && (!field.value || field.value === field.defaultValue)) { field.value = kept[field.name]; form.setAttribute("data-restored", "yes"); }
    });
    function keep() {
      var now = {};
      each(fields(), function (field) { if (field.name && field.value) { now[field.name] = field.value; } });
      each(ticks(), function (box) { if (box.checked !== box.defaultChecked) { now["#" + box.id] = box.checked; } });
      try { store.setItem(name, JSON.stringify(now)); } catch (full) { /* nothing can be kept */ }
    }
    form.addEventListener("input", keep);
    form.addEventListener("change", keep);
  });
  each(document.querySelectorAll("[data-drop-draft]"), function (node) {
    if (store) { store.removeItem("zwaudit:" + node.getAttribute("data-drop-draft")); }
  });

  /* data-copy="id": copies the text of that field; the button is hidden where there is no script. */
  each(document.querySelectorAll("[data-copy]"), function (button) {
    button.removeAttribute("hidden");
    button.addEventListener("click", function () {
      var field = document.getElementById(button.getAttribute("data-copy"));
      field.focus(); field.select();
      try { if (document.execCommand("copy")) { button.textContent = "已复制"; } } catch (refused) { /* it stays selected, Ctrl+C copies it */ }
    });
  });

  /* data-poll="address": asks for this piece of the page again until it says that it is over. */
  each(document.querySelectorAll("[data-poll]"), function (piece) {
    if (!window.fetch) { return; }
    (function again() {
      if (piece.querySelector("[data-over]")) { return; }
      window.setTimeout(function () {
        fetch(piece.getAttribute("data-poll"), { credentials: "same-origin" }).then(function (answer) { return answer.ok ? answer.text() : null; })
          .then(function (text) { if (text) { piece.innerHTML = text; } again(); }, again);
      }, 1500);
    })();
  });

  var here = document.getElementById("here");
  var region = here && here.closest ? here.closest(".reading") : null;
  if (region) { region.scrollTop += here.getBoundingClientRect().top - region.getBoundingClientRect().top - 120; }
})();
