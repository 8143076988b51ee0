// Everything on the page is built here. Text only ever becomes a text node, so what people and bots write cannot become
// markup, and the page needs no sanitizer.

/** Builds an element: `on…` props are listeners, `true` is a bare attribute, `null`, `undefined` and `false` are left out. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'class') node.className = value;
    else if (typeof value === 'function') node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

const strokes = {
  back: 'M10 3 5 8l5 5',
  close: 'm4 4 8 8m0-8-8 8',
  chevron: 'm4 10 4-4 4 4',
  down: 'M8 3v10m-4-4 4 4 4-4',
  edit: 'M10.5 3.5l2 2L6 12l-2.7.7L4 10z',
  plus: 'M8 3v10M3 8h10',
  quote: 'M6.5 4.5 3 8l3.5 3.5M3 8h6a4 4 0 0 1 4 4',
  remove: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5 5 13h6l.5-8.5',
  send: 'M13 4v3a2 2 0 0 1-2 2H3m3-3L3 9l3 3',
  thread: 'M3 3.5h10v7H8L5 13v-2.5H3z',
  file: 'M4 2.5h5L12 5.5v8H4zM9 2.5v3h3',
};

/** A 16 px line icon. Decoration only: the button around it carries the name. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', strokes[name]);
  svg.append(path);
  return svg;
}
