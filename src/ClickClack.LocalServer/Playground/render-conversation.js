// The middle: the open conversation with its composer.

import { botBadge } from './avatar.js';
import { Composer } from './composer.js';
import { el, icon } from './dom.js';
import { emptyConversation, failedPlace, loadingPlace } from './render-empty.js';
import { isDirect, nameOf, othersIn, spokenTitleOf, titleOf } from './conversation.js';
import { messageActions } from './message-actions.js';
import { Notice } from './notice.js';
import { seqOf } from './timeline.js';
import { StickToBottom } from './stick-to-bottom.js';
import { suggestionsFor } from './suggestions.js';
import { TimelineView } from './render-timeline.js';

export class ConversationView {
  #session;
  #announce;
  #title = el('h1');
  #subtitle = el('p', { class: 'subtitle quiet' });
  #older = el('button', { type: 'button', class: 'older link', hidden: true, onclick: () => this.#loadOlder() }, 'Load earlier messages');
  #placeholder = el('div', { class: 'placeholder' });
  #pill = el('button', { type: 'button', class: 'pill', hidden: true, 'data-testid': 'new-messages', onclick: () => this.#stick.toEnd() });
  #typing = el('p', { class: 'typing', 'data-testid': 'typing' });
  #notice = new Notice();
  #actions;
  #composer;
  #timelineView;
  #stick;
  #shownId = null;
  #unreadAfter;
  #newestSeen = null;
  #missed = 0;

  /** `onBack` shows the list of conversations where there is room for one pane only. */
  constructor({ session, announce, onBack }) {
    this.#session = session;
    this.#announce = announce;
    const { store, api, sync, outbox, typingSignal } = session;

    this.#composer = new Composer({
      testIds: { input: 'composer', send: 'send' },
      handlers: {
        send: content => { outbox.post(store.selectedId, content); this.#stick.toEnd(); },
        edit: (message, body) => this.#actions.saveEdit(message, body),
        typing: () => typingSignal.typing(store.selectedId),
        idle: () => typingSignal.done(store.selectedId),
        suggest: text => store.selected && suggestionsFor(text, store, store.selected),
        lastOwn: () => this.#timeline.messages.findLast(message => message.author_id === store.me.id && !message.deleted_at),
      },
    });
    this.#actions = messageActions({
      api,
      composer: this.#composer,
      notify: this.#notice.say,
      openThread: message => { store.openThread(message.id); sync.openThread(message.id); },
    });
    this.#timelineView = new TimelineView({ session, actions: this.#actions, label: 'Messages' });

    const viewport = el('div', { class: 'viewport' }, this.#older, this.#placeholder, this.#timelineView.element);
    this.#stick = new StickToBottom(viewport, this.#timelineView.element, () => this.#arrivedAtEnd());
    this.element = el('main', { class: 'conversation', 'aria-label': 'Conversation' },
      el('header', { class: 'pane-head' },
        el('button', { type: 'button', class: 'plain narrow-only', 'aria-label': 'All conversations', onclick: onBack }, icon('back')),
        el('div', { class: 'pane-title' }, this.#title, this.#subtitle)),
      el('div', { class: 'viewport-frame' }, viewport, this.#pill),
      el('div', { class: 'foot' }, this.#notice.element, this.#composer.element, this.#typing));

    store.on('selection', () => this.#select());
    store.on('directory', () => this.#showHead());
    store.on('timeline', id => { if (id === this.#shownId) this.#showMessages(); });
    store.on('typing', id => { if (id === this.#shownId) this.#showTyping(); });
    store.on('connection', () => { if (store.connection.state === 'over') this.#composer.close('This session is over'); });
    document.addEventListener('visibilitychange', () => this.#arrivedAtEnd(), { signal: session.left });
  }

  focusComposer() {
    this.#composer.focus();
  }

  get #timeline() {
    return this.#session.store.timeline(this.#shownId);
  }

  #select() {
    const { store, sync } = this.#session;
    if (store.selectedId === this.#shownId) return;
    this.#shownId = store.selectedId;
    if (!store.selected) return;

    const { id, unread_count: unread, last_read_seq: lastRead } = store.selected;
    this.#unreadAfter = unread > 0 ? lastRead : Infinity;
    this.#newestSeen = this.#timeline.state === 'ready' ? this.#timeline.newestSeq : null;
    this.#missed = 0;
    this.#stick.isAtEnd = true;
    this.#showHead();
    this.#showTyping();
    this.#composer.moveTo(id, `Message ${spokenTitleOf(store.selected, store.me)}`);
    this.#showMessages();
    sync.openConversation(id);
  }

  #showHead() {
    const { store } = this.#session;
    const conversation = store.selected;
    if (!conversation) return;
    const others = isDirect(conversation) ? othersIn(conversation, store.me) : [];
    this.#title.replaceChildren(
      isDirect(conversation) ? el('bdi', {}, titleOf(conversation, store.me)) : `# ${conversation.name}`,
      ...(others.length === 1 && others[0].kind === 'bot' ? [botBadge()] : []));
    this.#subtitle.textContent = isDirect(conversation)
      ? others.map(other => (other.handle ? `@${other.handle}` : nameOf(other))).join('  ')
      : conversation.display_title ?? '';
    const unread = store.unreadTotal ? `(${store.unreadTotal}) ` : '';
    document.title = `${unread}${spokenTitleOf(conversation, store.me)} · ClickClack playground`;
    if (this.#timeline.state === 'ready' && this.#timeline.messages.length === 0) this.#showPlaceholder();
  }

  #showMessages() {
    const timeline = this.#timeline;
    this.#noticeNew(timeline);
    this.#stick.around(() => {
      this.#older.hidden = !timeline.hasOlder;
      this.#showPlaceholder();
      this.#timelineView.update(timeline, { unreadAfter: this.#unreadAfter });
    });
    this.#showPill();
  }

  #showPlaceholder() {
    const { store, sync } = this.#session;
    const timeline = this.#timeline;
    const isEmpty = timeline.messages.length === 0 && timeline.drafts.length === 0;
    this.#placeholder.hidden = !isEmpty;
    if (!isEmpty) return;
    this.#placeholder.replaceChildren(
      timeline.state === 'failed' ? failedPlace(timeline.failure, () => sync.openConversation(this.#shownId))
        : timeline.state === 'ready' ? emptyConversation(store, store.selected, text => this.#composer.fill(text))
          : loadingPlace());
  }

  /** Counts and speaks what came while the conversation was open; a first load is not news. */
  #noticeNew(timeline) {
    if (timeline.state !== 'ready') return;
    const { me } = this.#session.store;
    if (this.#newestSeen !== null) {
      const fresh = timeline.messages.filter(message => seqOf(message) > this.#newestSeen && message.author_id !== me.id);
      for (const message of fresh) this.#announce(`${nameOf(message.author)}: ${message.body}`);
      if (!this.#stick.isAtEnd) this.#missed += fresh.length;
    }
    this.#newestSeen = timeline.newestSeq;
  }

  #arrivedAtEnd() {
    if (!this.#stick.isAtEnd || document.visibilityState !== 'visible' || !this.#shownId) return;
    this.#missed = 0;
    this.#showPill();
    // Unread badges are a convenience: when the server cannot be told, the next message tells it.
    this.#session.sync.markRead(this.#shownId).catch(() => {});
  }

  #showPill() {
    this.#pill.hidden = this.#missed === 0;
    this.#pill.replaceChildren(this.#missed === 1 ? '1 new message' : `${this.#missed} new messages`, icon('down'));
  }

  #showTyping() {
    const names = this.#session.typing.in(this.#shownId).map(nameOf);
    const who = names.length > 2 ? 'Several people' : names.join(' and ');
    this.#typing.replaceChildren(...(names.length === 0 ? [] : [
      el('span', { class: 'clack', 'aria-hidden': 'true' }, el('i'), el('i'), el('i')),
      el('bdi', {}, `${who} ${names.length === 1 ? 'is' : 'are'} typing`),
    ]));
  }

  async #loadOlder() {
    try {
      await this.#session.sync.loadOlder(this.#shownId);
    } catch (error) {
      this.#notice.say(`Could not load earlier messages: ${error.message}`);
    }
  }
}
