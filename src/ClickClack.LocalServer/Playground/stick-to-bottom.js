/**
 * Keeps a scrolled list at its end for as long as the reader is at its end, and leaves the reader alone otherwise: what
 * changes above does not move what is being read.
 */
export class StickToBottom {
  #viewport;
  #content;
  #onArrive;
  isAtEnd = true;

  constructor(viewport, content, onArrive) {
    this.#viewport = viewport;
    this.#content = content;
    this.#onArrive = onArrive;
    viewport.addEventListener('scroll', () => this.#look(), { passive: true });
    const resized = new ResizeObserver(() => { if (this.isAtEnd) this.toEnd(); });
    resized.observe(viewport);
    resized.observe(content);
  }

  toEnd() {
    this.isAtEnd = true;
    this.#viewport.scrollTop = this.#viewport.scrollHeight;
    this.#onArrive();
  }

  /** Runs a change of the list. */
  around(change) {
    const before = this.isAtEnd ? [] : this.#placesInView();
    change();
    if (this.isAtEnd) return this.toEnd();

    // The change may have rebuilt some of the rows in view; one that is still there tells how far it moved.
    const kept = before.find(({ row }) => row.isConnected);
    if (kept) this.#viewport.scrollTop += kept.row.getBoundingClientRect().top - kept.area.top;
    return undefined;
  }

  #placesInView() {
    const { top, bottom } = this.#viewport.getBoundingClientRect();
    return [...this.#content.children]
      .map(row => ({ row, area: row.getBoundingClientRect() }))
      .filter(({ area }) => area.bottom > top && area.top < bottom);
  }

  #look() {
    const wasAtEnd = this.isAtEnd;
    this.isAtEnd = this.#viewport.scrollHeight - this.#viewport.scrollTop - this.#viewport.clientHeight < 32;
    if (this.isAtEnd && !wasAtEnd) this.#onArrive();
  }
}
