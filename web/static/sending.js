/* Sends a form without leaving the page, so that nothing is lost where the network drops: what was written
   and the photos that were taken stay, and are sent again when the network is back. form[data-send];
   with data-send="stay" the page stays after it was taken too. Every form works without this. */
(function () {
  "use strict";
  if (!window.FormData || !window.XMLHttpRequest || !document.querySelectorAll) { return; }
  var forms = document.querySelectorAll("form[data-send]"), AGAIN = 20000;

  function each(list, act) { for (var i = 0; i < list.length; i++) { act(list[i]); } }

  function say(form, words, kind) {
    var place = form.querySelector("[data-send-said]");
    if (!place) { return; }
    place.className = words ? "notice " + (kind || "") : "";
    place.textContent = words;
  }

  function told(form, state, label) {
    form.setAttribute("data-state", state);
    var mark = document.querySelector("[data-state-of='" + form.id + "']");
    if (mark && label) { mark.textContent = label; mark.className = "label " + ({ sent: "done", unsent: "open", changed: "pending" }[state] || "other"); }
  }

  function busy(form, is) { each(form.querySelectorAll("button"), function (one) { one.disabled = is; }); }

  function forget(form) {
    try { window.localStorage.removeItem("zwaudit:" + form.getAttribute("data-draft")); } catch (refused) { /* nothing was kept */ }
  }

  function answerOf(request) {
    try { return JSON.parse(request.responseText); } catch (page) { return null; }
  }

  /* A form that stood open too long has a token that is no longer taken: ask for a new one, once. */
  function renew(form) {
    var request = new XMLHttpRequest();
    request.open("GET", window.location.href.replace(/#.*/, ""));
    request.onload = function () {
      var token = /name="csrf_token" value="([^"]+)"/.exec(request.responseText);
      var isOurs = request.responseText.indexOf("id=\"" + form.id + "\"") >= 0;
      if (request.status === 200 && token && isOurs) {
        form.querySelector("input[name=csrf_token]").value = token[1];
        send(form, true);
      } else { lost(form, "登录已过期：请在另一个窗口登录，回到这里再点“保存”，写好的内容和照片都在。"); }
    };
    request.onerror = function () { offline(form); };
    request.send();
  }

  function lost(form, words) { busy(form, false); told(form, "unsent", "未发送"); say(form, words, "bad"); }

  function offline(form) {
    lost(form, "网络不通，还没有保存。写好的内容和照片都在这个页面上，请不要关闭；网络恢复后会自动重发。");
    form.setAttribute("data-waits", "yes");
    form.waited = true;
  }

  function taken(form, answer) {
    form.removeAttribute("data-waits");
    forget(form);
    told(form, "sent", answer.state || "已保存");
    if (form.getAttribute("data-send") === "stay") {
      var step = document.getElementById(form.id.replace("form-", "")), next = form.getAttribute("data-next");
      if (step) { step.setAttribute("data-done", "yes"); }
      var seen = form.querySelector("input[name=seen]");
      if (seen && answer.seen !== undefined) { seen.value = answer.seen; }
      each(form.querySelectorAll("input[type=file]"), function (one) { one.value = ""; });
      say(form, answer.said || "已保存", answer.kind || "good");
      busy(form, false);
      if (next && form.pressed && !form.waited) { window.location.hash = next; }
      form.waited = false;
    } else { window.location.href = answer.to; }
  }

  function refused(form, answer) {
    var seen = form.querySelector("input[name=seen]");
    if (seen && answer.seen !== undefined) { seen.value = answer.seen; }
    form.removeAttribute("data-waits");
    lost(form, answer.said);
  }

  function send(form, isSecond) {
    var request = new XMLHttpRequest(), data = new FormData(form), button = form.pressed;
    if (button && button.name) { data.append(button.name, button.value); }
    request.open("POST", form.action);
    request.setRequestHeader("X-Requested-With", "sending");
    request.timeout = 180000;
    busy(form, true);
    say(form, "正在保存……", "");
    request.onload = function () {
      var answer = answerOf(request);
      if (answer && request.status === 200) { taken(form, answer); return; }
      if (answer && answer.said) { refused(form, answer); return; }
      if (request.status === 400 || request.status === 401 || request.status === 200) {
        if (isSecond) { lost(form, "没有保存成功：请重新登录后再试，写好的内容都在。"); } else { renew(form); }
      } else if (request.status === 413) { lost(form, "文件太大（一次合计不超过 24 MB），请分几次上传。");
      } else if (request.status >= 500) { offline(form);
      } else { lost(form, "没有保存成功（" + request.status + "），写好的内容还在，请稍后再试。"); }
    };
    request.onerror = request.ontimeout = function () { offline(form); };
    request.send(data);
  }

  each(forms, function (form) {
    each(form.querySelectorAll("button"), function (button) {
      button.addEventListener("click", function () { form.pressed = button; });
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); send(form, false); });
    form.addEventListener("change", function () { if (form.getAttribute("data-state") !== "unsent") { told(form, "changed", "已改，未保存"); } });
    if (form.getAttribute("data-restored")) {
      say(form, "上次没有保存的内容已经填回，请核对后点“保存”；照片须重新选择。", "warn");
      told(form, "unsent", "未发送");
    }
  });

  /* [data-steps]: one section at a time, the one that the address names or the first that is not done. */
  each(document.querySelectorAll("[data-steps]"), function (box) {
    var steps = box.querySelectorAll("section");
    function show(isMoved) {
      var named = document.getElementById(window.location.hash.slice(1)), found = null, i;
      for (i = 0; i < steps.length; i++) { if (steps[i] === named) { found = named; } }
      for (i = 0; i < steps.length && !found; i++) { if (steps[i].getAttribute("data-done") !== "yes") { found = steps[i]; } }
      found = found || steps[0];
      each(steps, function (one) { one.className = one.className.replace(/ ?off/g, "") + (one === found ? "" : " off"); });
      if (isMoved && found) { window.scrollTo(0, found.getBoundingClientRect().top + window.pageYOffset - 8); }
    }
    window.addEventListener("hashchange", function () { show(true); });
    if (steps.length) { show(!!window.location.hash); }
  });

  function again() {
    each(forms, function (form) { if (form.getAttribute("data-waits")) { form.removeAttribute("data-waits"); send(form, false); } });
  }
  window.addEventListener("online", again);
  window.setInterval(again, AGAIN);

  window.addEventListener("beforeunload", function (event) {
    var open = false;
    each(forms, function (form) { if (form.getAttribute("data-waits")) { open = true; } });
    if (open) { event.preventDefault(); event.returnValue = "还有内容没有发送"; return event.returnValue; }
    return undefined;
  });
})();
