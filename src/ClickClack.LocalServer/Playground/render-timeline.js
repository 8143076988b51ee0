// A list of messages: days, groups, the line where unread ones begin, drafts at the end, and moving through it by keys.

import { dayLabelOf, dayOf, minutesBetween } from './clock.js';
import { el } from './dom.js';
import { draftRow, messageRow } from './render-message.js';
import { KeyedList } from './keyed-list.js';
import { seqOf } from './timeline.js';

const groupMinutes = 5;

export class TimelineView {
  #session;
  #actions;
  #list;

  constructor({ session, actions, label }) {
    this.#session = session;
    this.#actions = { ...actions, jumpTo: id => this.#jumpTo(id) };
    this.element = el('ol', {
      class: 'messages',
      'aria-label': label,
      onkeydown: event => this.#move(event),
      onfocusin: event => this.#arrive(event),
    });
    this.#list = new KeyedList(this.element);
  }

  /** `unreadAfter` is the sequence number behind which the reader has not been yet, if that is worth a line. */
  update(timeline, { unreadAfter = Infinity } = {}) {
    const rows = [];
    let previous = null;
    for (const message of timeline.messages) {
      if (dayOf(message.created_at) !== (previous && dayOf(previous.created_at))) {
        rows.push(this.#dayRow(message));
        previous = null;
      }
      if (seqOf(message) > unreadAfter) {
        rows.push(unreadRow());
        unreadAfter = Infinity;
        previous = null;
      }
      rows.push(this.#messageRow(message, continues(previous, message)));
      previous = message;
    }
    for (const draft of timeline.drafts) {
      const asMessage = { ...draft, author_id: this.#session.store.me.id, quoted_message_id: draft.quote?.id };
      const compact = continues(previous, asMessage);
      rows.push({
        key: draft.nonce,
        inputs: [draft, draft.failure, compact],
        build: () => draftRow(draft, { ...this.#session, compact }),
      });
      previous = asMessage;
    }
    this.#list.update(rows);
    if (!this.element.querySelector('.message[tabindex="0"]')) this.#makeCurrent(this.#messages().at(-1));
  }

  #messageRow(message, compact) {
    // An own message takes the place of its draft without a flicker: both have the nonce for a key.
    const isMine = message.author_id === this.#session.store.me.id;
    return {
      key: (isMine && message.nonce) || message.id,
      inputs: [message, null, compact],
      build: () => messageRow(message, { store: this.#session.store, actions: this.#actions, compact }),
    };
  }

  #dayRow(message) {
    const label = dayLabelOf(message.created_at);
    return { key: `day ${message.id}`, inputs: [label], build: () => el('li', { class: 'day' }, el('span', {}, label)) };
  }

  #jumpTo(id) {
    const row = this.element.querySelector(`[data-message-id="${CSS.escape(id)}"]`);
    if (!row) return this.#actions.notify('The quoted message is further up: load earlier messages first.');
    row.scrollIntoView({ block: 'center' });
    row.focus({ preventScroll: true });
    row.classList.remove('flash');
    requestAnimationFrame(() => row.classList.add('flash'));
    return undefined;
  }

  #messages() {
    return [...this.element.querySelectorAll('.message')];
  }

  #move(event) {
    if (!event.target.classList.contains('message')) return;
    const messages = this.#messages();
    const at = messages.indexOf(event.target);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: messages.length - 1 }[event.key];
    if (to === undefined || !messages[to]) return;
    event.preventDefault();
    messages[to].focus();
  }

  #arrive(event) {
    this.#makeCurrent(event.target.closest('.message'));
  }

  /** One message at a time is in the tab order, with its tools; arrow keys move to the others. */
  #makeCurrent(row) {
    if (!row) return;
    for (const control of this.element.querySelectorAll('.message[tabindex="0"], .toolbar button[tabindex="0"]')) {
      control.tabIndex = -1;
    }
    row.tabIndex = 0;
    for (const tool of row.querySelectorAll('.toolbar button')) tool.tabIndex = 0;
  }
}

function unreadRow() {
  return { key: 'unread', inputs: [], build: () => el('li', { class: 'unread-line' }, el('span', {}, 'New')) };
}

function continues(previous, message) {
  return Boolean(previous)
    && previous.author_id === message.author_id
    && (previous.kind ?? 'message') === (message.kind ?? 'message')
    && !message.quoted_message_id
    && minutesBetween(previous.created_at, message.created_at) < groupMinutes;
}
