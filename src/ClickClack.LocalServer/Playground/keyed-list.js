/**
 * Keeps a list of elements in step with rows `{key, inputs, build}`. A row whose inputs are the same objects keeps its
 * element, and with it the focus, the selection and the scroll position.
 */
export class KeyedList {
  #container;
  #shown = new Map();

  constructor(container) {
    this.#container = container;
  }

  update(rows) {
    // What goes, goes first: then the others need not be moved, and moving an element would take its focus away.
    const keys = new Set(rows.map(row => row.key));
    for (const [key, { node }] of this.#shown) if (!keys.has(key)) node.remove();

    const next = new Map();
    let place = this.#container.firstElementChild;
    for (const row of rows) {
      const known = this.#shown.get(row.key);
      const same = known && known.inputs.every((input, index) => input === row.inputs[index]);
      const node = same ? known.node : row.build();
      next.set(row.key, { node, inputs: row.inputs });

      if (known && !same) {
        if (place === known.node) place = node;
        swap(known.node, node);
      }
      if (node === place) place = place.nextElementSibling;
      else this.#container.insertBefore(node, place);
    }
    this.#shown = next;
  }
}

/** A rebuilt row takes over the focus: on the same control if it still has it, else on the row. */
function swap(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(fresh);
  if (!focused) return;
  const control = focused.dataset.control;
  const heir = control && [...fresh.querySelectorAll('[data-control]')].find(node => node.dataset.control === control);
  (heir ?? fresh).focus({ preventScroll: true });
}
