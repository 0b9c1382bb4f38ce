(function () {
  var heads = document.querySelectorAll("#tabs li");
  var tabs = document.querySelectorAll(".tab");
  heads.forEach(function (head, place) {
    head.onclick = function () {
      heads.forEach(function (other, number) {
        other.className = number === place ? "on" : "";
        tabs[number].style.display = number === place ? "block" : "none";
      });
    };
  });
})();
