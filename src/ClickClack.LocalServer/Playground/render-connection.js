import { el } from './dom.js';

/** The thin line at the top: how the live connection stands, without euphemism. */
export class ConnectionBar {
  #store;
  #text = el('span', { role: 'status' });
  #retry;

  constructor({ session }) {
    this.#store = session.store;
    this.#retry = el('button',
      { type: 'button', class: 'link', hidden: true, onclick: () => session.connection.retryNow() }, 'Try now');
    this.element = el('section', { class: 'connection', 'aria-label': 'Connection', 'data-testid': 'connection-state' },
      el('span', { class: 'light', 'aria-hidden': 'true' }), this.#text, this.#retry,
      el('span', { class: 'mono host' }, location.host));
    session.store.on('connection', () => this.#show());
    this.#show();
  }

  #show() {
    const { state, seconds } = this.#store.connection;
    this.element.dataset.state = state;
    this.#retry.hidden = state !== 'reconnecting';
    const text = textOf(state, seconds);
    // The same words again would be read out again.
    if (this.#text.textContent !== text) this.#text.textContent = text;
  }
}

function textOf(state, seconds) {
  switch (state) {
    case 'live': return 'Live';
    case 'reconnecting': return `Connection lost, reconnecting in ${seconds} s`;
    case 'over': return 'Session over: the server no longer knows you. Open the newest address from the terminal.';
    default: return 'Connecting…';
  }
}
