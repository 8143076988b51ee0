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
    const anchor = this.isAtEnd ? null : this.#firstVisible();
    const before = anchor?.getBoundingClientRect().top;
    change();
    if (!anchor) this.toEnd();
    else if (anchor.isConnected) this.#viewport.scrollTop += anchor.getBoundingClientRect().top - before;
  }

  #firstVisible() {
    const top = this.#viewport.getBoundingClientRect().top;
    return [...this.#content.children].find(child => child.getBoundingClientRect().bottom > top) ?? null;
  }

  #look() {
    const wasAtEnd = this.isAtEnd;
    this.isAtEnd = this.#viewport.scrollHeight - this.#viewport.scrollTop - this.#viewport.clientHeight < 32;
    if (this.isAtEnd && !wasAtEnd) this.#onArrive();
  }
}
