// The right: one thread, its root first, with a composer of its own.

import { Composer } from './composer.js';
import { el, icon } from './dom.js';
import { failedPlace, loadingPlace } from './render-empty.js';
import { messageActions } from './message-actions.js';
import { messageRow } from './render-message.js';
import { Notice } from './notice.js';
import { spokenTitleOf } from './conversation.js';
import { StickToBottom } from './stick-to-bottom.js';
import { suggestionsFor } from './suggestions.js';
import { KeyedList } from './keyed-list.js';
import { Timeline } from './timeline.js';
import { TimelineView } from './render-timeline.js';

export class ThreadView {
  #session;
  #subtitle = el('p', { class: 'subtitle quiet' });
  #count = el('p', { class: 'reply-count quiet' });
  #placeholder = el('div', { class: 'placeholder' });
  #rootPlace = el('ol', { class: 'messages thread-root', 'aria-label': 'Message the thread is about' });
  #rootList = new KeyedList(this.#rootPlace);
  #notice = new Notice();
  #actions;
  #composer;
  #timelineView;
  #stick;
  #shownId = null;

  constructor({ session, onClose }) {
    this.#session = session;
    const { store, api, outbox } = session;
    this.#composer = new Composer({
      testIds: { input: 'thread-composer', send: 'thread-send' },
      handlers: {
        send: content => { outbox.reply(this.#shownId, content); this.#stick.toEnd(); },
        edit: (message, body) => this.#actions.saveEdit(message, body),
        // The wire has no typing signal for threads.
        typing: () => {},
        idle: () => {},
        suggest: text => store.selected && suggestionsFor(text, store, store.selected),
        lastOwn: () => this.#thread.timeline.messages.findLast(message => message.author_id === store.me.id && !message.deleted_at),
      },
    });
    this.#actions = messageActions({ api, composer: this.#composer, notify: this.#notice.say });
    this.#timelineView = new TimelineView({ session, actions: this.#actions, label: 'Replies' });

    const content = el('div', { class: 'thread-content' }, this.#rootPlace, this.#count, this.#placeholder, this.#timelineView.element);
    const viewport = el('div', { class: 'viewport' }, content);
    this.#stick = new StickToBottom(viewport, content, () => {});
    this.element = el('aside',
      {
        class: 'thread',
        'aria-label': 'Thread',
        'data-testid': 'thread-panel',
        hidden: true,
        onkeydown: event => { if (event.key === 'Escape') onClose(); },
      },
      el('header', { class: 'pane-head' },
        el('div', { class: 'pane-title' }, el('h2', {}, 'Thread'), this.#subtitle),
        el('button',
          {
            type: 'button',
            class: 'plain',
            'aria-label': 'Close thread',
            title: 'Close (Esc)',
            'data-testid': 'thread-close',
            onclick: onClose,
          },
          icon('close'))),
      el('div', { class: 'viewport-frame' }, viewport),
      el('div', { class: 'foot' }, this.#notice.element, this.#composer.element));

    store.on('selection', () => this.#select());
    store.on('thread', id => { if (id === this.#shownId) this.#showMessages(); });
    store.on('connection', () => { if (store.connection.state === 'over') this.#composer.close('This session is over'); });
  }

  focusComposer() {
    this.#composer.focus();
  }

  get #thread() {
    return this.#session.store.thread(this.#shownId);
  }

  #select() {
    const { store } = this.#session;
    this.element.hidden = !store.openThreadId;
    if (store.openThreadId === this.#shownId) return undefined;
    this.#shownId = store.openThreadId;
    if (!this.#shownId) return this.#clear();

    this.#subtitle.textContent = spokenTitleOf(store.selected, store.me);
    this.#composer.moveTo(this.#shownId, 'Reply in this thread');
    this.#stick.isAtEnd = true;
    return this.#showMessages();
  }

  /** A closed thread leaves nothing behind that could be found as a message. */
  #clear() {
    this.#rootList.update([]);
    this.#timelineView.update(new Timeline());
  }

  #showMessages() {
    const { store, sync } = this.#session;
    const { root, timeline } = this.#thread;
    this.#stick.around(() => {
      this.#rootList.update(root ? [{
        key: root.id,
        inputs: [root],
        build: () => messageRow(root, { store, actions: { ...this.#actions, jumpTo: () => {} }, compact: false }),
      }] : []);
      this.#count.textContent = countOf(timeline);
      const isWaiting = timeline.messages.length === 0 && timeline.state !== 'ready';
      this.#placeholder.hidden = !isWaiting;
      if (isWaiting) {
        this.#placeholder.replaceChildren(timeline.state === 'failed'
          ? failedPlace(timeline.failure, () => sync.openThread(this.#shownId))
          : loadingPlace());
      }
      this.#timelineView.update(timeline);
    });
  }
}

function countOf({ messages, state, hasOlder }) {
  if (state !== 'ready') return '';
  if (hasOlder) return `The last ${messages.length} replies`;
  if (messages.length === 0) return 'No replies yet';
  return messages.length === 1 ? '1 reply' : `${messages.length} replies`;
}
