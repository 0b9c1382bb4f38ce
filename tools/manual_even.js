/* Writes over what differs with every run, in the window only: days near today, times of day, addresses on
   loopback, made-up passwords, check sums, folders. window.undoEven() puts everything back. */
(given) => {
  const day = 86400000, today = Date.parse(given.today), shift = Date.parse(given.shown) - today;
  const two = (number) => String(number).padStart(2, "0");
  const moved = (y, m, d) => {
    const at = Date.UTC(+y, +m - 1, +d);
    return Math.abs(at - today) > given.near * day ? null : new Date(at + shift);
  };
  const dashed = (all, y, m, d) => {
    const at = moved(y, m, d);
    return at ? `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}` : all;
  };
  const worded = (all, y, m, d) => {
    const at = moved(y, m, d);
    return at ? `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日` : all;
  };
  const clock = (all, d, h, m) => h + m === "0200" ? all : `${d} 09:30`;
  const even = (text) => text
    .replace(/(\d{4}-\d{2}-\d{2}) (\d{2}):(\d{2})(:\d{2})?/g, clock)
    .replace(/(\d{4})-(\d{2})-(\d{2})/g, dashed)
    .replace(/(\d{4})年(\d{1,2})月(\d{1,2})日/g, worded)
    .replace(/还有 (\d+) 天，\d+ 个工作日/g, (all, n) => `还有 ${n} 天，${Math.round(n * 5 / 7)} 个工作日`)
    .replace(/距今天 \d+ 个工作日/g, "距今天 17 个工作日")
    .replace(/\d{4}-第(.)轮/g, `${given.shown.slice(0, 4)}-第$1轮`)
    .replace(/http:\/\/127\.0\.0\.1:(\d+)/g, (all, port) => given.sites[port] || all)
    .replace(/\b[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}\b/g, "abcd-2345-efgh")
    .replace(/\b[0-9a-f]{64}\b/g, "0123456789abcdef".repeat(4))
    .replace(/\b[0-9a-f]{12}\b/g, "0123456789ab")
    .split(given.folder).join("/var/lib/zwaudit");
  const undo = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const here = node, was = here.nodeValue, now = even(was);
    if (was === now || here.parentNode.tagName === "TEXTAREA") { continue; }
    here.nodeValue = now;
    undo.push(() => { here.nodeValue = was; });
  }
  document.querySelectorAll("input[type=text], input[type=date], textarea").forEach((one) => {
    const was = one.value, now = even(was);
    if (was !== now) { one.value = now; undo.push(() => { one.value = was; }); }
  });
  window.undoEven = () => undo.forEach((one) => one());
}
