import { el } from './dom.js';

const shownFor = 8_000;

/** One line for what went wrong just now, above a composer or at the top of the page. */
export class Notice {
  #timer;

  constructor() {
    this.element = el('div', { class: 'notice', role: 'alert', hidden: true });
    this.say = this.say.bind(this);
  }

  say(text) {
    this.element.textContent = text;
    this.element.hidden = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.element.hidden = true; }, shownFor);
  }
}
