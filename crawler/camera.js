({text, context, near, label, caption, height, band}) => {
  const OURS = 'zwaudit-mark';
  // A label stands so many signs before its text at most; a text so short says nothing without its label.
  const FAR = 40, SHORT = 3;
  // Matches "411325**********05", a masked number; not a lone "*" before what is required.
  const MASKED = /^[^*]+\*{4,}[^*]+$/;
  const plain = s => s.normalize('NFKC').replace(/[\s\u200b-\u200f\u2060\ufeff\u00ad]+/g, '');
  const dumb = /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|TEXTAREA|TITLE)$/;
  for (const old of document.querySelectorAll(OURS)) old.remove();

  // What floats would lie over the text.
  for (const one of document.body ? document.body.querySelectorAll('*') : []) {
    const position = getComputedStyle(one).position;
    if (position === 'fixed' || position === 'sticky')
      one.style.setProperty('position', position === 'fixed' ? 'absolute' : 'static', 'important');
  }

  const index = () => {
    const nodes = document.createTreeWalker(document.body || document.documentElement, NodeFilter.SHOW_TEXT);
    const places = [];
    let all = '';
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      if (!node.parentElement || dumb.test(node.parentElement.tagName)) continue;
      for (let at = 0; at < node.data.length; at++)
        for (const sign of plain(node.data[at])) { all += sign; places.push([node, at]); }
    }
    return [all, places];
  };
  const startsOf = (all, need) => {
    const found = [];
    if (MASKED.test(need)) {
      const signs = need.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.');
      return [...all.matchAll(new RegExp(signs, 'g'))].map(one => one.index);
    }
    for (let at = need ? all.indexOf(need) : -1; at >= 0 && found.length < 2000; at = all.indexOf(need, at + 1))
      found.push(at);
    return found;
  };
  // Of several places the one that was judged: within its field's whole text, else next behind its label.
  const chosen = (all, need) => {
    const starts = startsOf(all, need), field = plain(context || ''), within = field.indexOf(need);
    const inField = field.length > need.length && within >= 0
      ? starts.filter(at => startsOf(all, field).some(from => from <= at && at + need.length <= from + field.length)) : [];
    if (inField.length) return inField;
    const labels = (near || []).flatMap(word => startsOf(all, plain(word)).map(at => at + plain(word).length));
    const far = at => Math.min(...labels.map(end => end <= at ? at - end : Infinity));
    const nearest = Math.min(Infinity, ...starts.map(far));
    if (nearest <= FAR) return starts.filter(at => far(at) === nearest);
    return need.length < SHORT && (near || []).length ? [] : starts;
  };
  const rangesOf = (wanted, choose = startsOf) => {
    const [all, places] = index(), need = plain(wanted);
    return choose(all, need).slice(0, 200).map(at => {
      const range = document.createRange();
      range.setStart(...places[at]);
      const [last, place] = places[at + need.length - 1];
      range.setEnd(last, place + 1);
      return range;
    });
  };
  const holderOf = range => range.startContainer.parentElement;
  const rectsOf = range => [...range.getClientRects()].filter(one => one.width > 1 && one.height > 1);
  const isFolded = one => one && !one.closest('summary') && Boolean(one.closest('details:not([open])'));
  const isSeen = range => rectsOf(range).length > 0 && !isFolded(holderOf(range)) &&
    holderOf(range).checkVisibility({visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true});
  const reveal = range => {
    for (let one = holderOf(range); one && one !== document.documentElement; one = one.parentElement) {
      if (one.tagName === 'DETAILS') one.open = true;
      one.hidden = false;
      const style = getComputedStyle(one);
      if (style.display === 'none') one.style.setProperty('display', 'revert', 'important');
      if (style.visibility !== 'visible') one.style.setProperty('visibility', 'visible', 'important');
      if (style.opacity === '0') one.style.setProperty('opacity', '1', 'important');
      if (one.clientHeight < 2 && style.overflow !== 'visible') {
        one.style.setProperty('height', 'auto', 'important');
        one.style.setProperty('max-height', 'none', 'important');
      }
    }
  };

  const ranges = rangesOf(text, chosen);
  let range = ranges.find(isSeen), hidden = false;
  if (!range && ranges.length) {
    range = ranges[0];
    reveal(range);
    hidden = true;
  }
  const turnTo = text ? range : label ? rangesOf(label).find(isSeen) : null;
  const here = document.getElementById('here');
  scrollTo(0, 0);
  const holder = turnTo ? holderOf(turnTo) : text || label ? null : here;
  if (holder) holder.scrollIntoView({block: 'center', inline: 'nearest'});
  for (let one = turnTo ? holder : null; one && one !== document.body; one = one.parentElement) {
    if (one.scrollHeight <= one.clientHeight + 1 || getComputedStyle(one).overflowY === 'visible') continue;
    const inner = turnTo.getBoundingClientRect(), outer = one.getBoundingClientRect();
    one.scrollTop += inner.top - outer.top - (one.clientHeight - inner.height) / 2;
  }
  const box = turnTo ? turnTo.getBoundingClientRect() : holder ? holder.getBoundingClientRect() : null;
  if (box) scrollBy(0, box.top + box.height / 2 - height / 2);

  const layer = document.createElement(OURS);
  layer.style.cssText = 'all:initial!important;position:absolute!important;left:0!important;top:0!important;' +
    'z-index:2147483646!important';
  const inside = layer.attachShadow({mode: 'closed'});
  document.documentElement.append(layer);
  const origin = layer.getBoundingClientRect();
  // Each element of a text has its own box: side by side they are one.
  const joined = [];
  for (const {left, top, right, bottom} of text && range ? rectsOf(range) : []) {
    const last = joined.at(-1), middle = (top + bottom) / 2;
    if (last && middle > last.top && middle < last.bottom && left >= last.left && left - last.right < 12) {
      last.right = Math.max(last.right, right);
      last.top = Math.min(last.top, top);
      last.bottom = Math.max(last.bottom, bottom);
    } else joined.push({left, top, right, bottom});
  }
  for (const one of joined) {
    const mark = document.createElement('div');
    mark.style.cssText = `position:absolute;left:${one.left - origin.left - 3}px;top:${one.top - origin.top - 2}px;` +
      `width:${one.right - one.left + 6}px;height:${one.bottom - one.top + 4}px;background:rgba(255,214,0,.35);` +
      'border:2px solid #c8102e;border-radius:3px;box-sizing:border-box';
    inside.append(mark);
  }

  const foot = document.createElement(OURS);
  foot.style.cssText = 'all:initial!important;position:fixed!important;left:0!important;bottom:0!important;' +
    'z-index:2147483647!important';
  const under = foot.attachShadow({mode: 'closed'});
  const lines = document.createElement('div');
  lines.style.cssText = `width:${innerWidth}px;height:${band}px;box-sizing:border-box;padding:8px 16px;background:#fff;` +
    'border-top:3px solid #1f3a5f;color:#111;font:13px/1.6 "Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow:hidden';
  for (const one of caption) {
    const line = document.createElement('div');
    line.style.cssText = 'white-space:nowrap;overflow:hidden;text-overflow:ellipsis';
    line.textContent = one;
    lines.append(line);
  }
  under.append(lines);
  document.documentElement.append(foot);
  return {found: Boolean(range), hidden};
}
