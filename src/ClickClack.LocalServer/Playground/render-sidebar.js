// The left: where one is, the conversations, and who one is.

import { avatar, botBadge } from './avatar.js';
import { el, icon } from './dom.js';
import { isDirect, nameOf, othersIn, testIdOf, titleOf } from './conversation.js';
import { KeyedList } from './keyed-list.js';
import { whoAmI } from './render-whoami.js';

export class Sidebar {
  #session;
  #onOpen;
  #onGreet;
  #channels;
  #directs;
  #channelList = el('ul');
  #directList = el('ul');

  /** `onOpen(id)` opens a conversation, `onGreet(user)` one that may not exist yet. */
  constructor({ session, people, onOpen, onGreet, onNewDirect, onNewChannel, onBecome }) {
    this.#session = session;
    this.#onOpen = onOpen;
    this.#onGreet = onGreet;
    this.#channels = new KeyedList(this.#channelList);
    this.#directs = new KeyedList(this.#directList);

    const { store } = session;
    this.element = el('nav', { class: 'sidebar', 'aria-label': 'Conversations' },
      el('header', { class: 'brand' },
        el('span', { class: 'brand-mark', 'aria-hidden': 'true' }, el('i'), el('i')),
        el('span', { class: 'brand-text' },
          el('bdi', { class: 'brand-name', 'data-testid': 'workspace' }, store.workspace.name),
          el('span', { class: 'quiet mono' }, 'playground'))),
      el('div', { class: 'places' },
        section('Channels', 'New channel', 'new-channel', onNewChannel, this.#channelList),
        section('Direct messages', 'New direct message', 'new-dm', onNewDirect, this.#directList)),
      whoAmI({ person: session.person, people, onBecome }));

    store.on('directory', () => this.#show());
    store.on('selection', () => this.#show());
  }

  #show() {
    const { store } = this.#session;
    const channels = [...store.channels.values()]
      .filter(channel => !channel.archived_at || channel.id === store.selectedId)
      .sort((a, b) => a.name.localeCompare(b.name));
    this.#channels.update(channels.map(channel => this.#row(channel)));

    const directs = [...store.directs.values()].filter(direct => othersIn(direct, store.me).length > 0);
    const greeted = new Set(directs.filter(direct => direct.members.length === 2).map(direct => othersIn(direct, store.me)[0].id));
    const ungreeted = store.bots.filter(bot => !greeted.has(bot.id));
    this.#directs.update([
      ...directs.map(direct => ({ order: orderOf(othersIn(direct, store.me)), row: this.#row(direct) })),
      ...ungreeted.map(bot => ({ order: orderOf([bot]), row: this.#botRow(bot) })),
    ].sort((a, b) => a.order.localeCompare(b.order)).map(entry => entry.row));
  }

  #row(conversation) {
    const { store } = this.#session;
    const isCurrent = conversation.id === store.selectedId;
    const title = titleOf(conversation, store.me);
    const unread = isCurrent ? 0 : conversation.unread_count;
    const others = isDirect(conversation) ? othersIn(conversation, store.me) : [];
    return {
      key: conversation.id,
      inputs: [title, unread, isCurrent],
      build: () => place({
        testId: testIdOf(conversation, store.me),
        face: isDirect(conversation) ? faceOf(others) : el('span', { class: 'hash', 'aria-hidden': 'true' }, '#'),
        title,
        isBot: others.length === 1 && others[0].kind === 'bot',
        unread,
        isCurrent,
        onclick: () => this.#onOpen(conversation.id),
      }),
    };
  }

  /** Every bot is in the list from the start: it is what the playground is for. */
  #botRow(bot) {
    return {
      key: bot.id,
      inputs: [bot.display_name, bot.handle],
      build: () => place({
        testId: `dm-${bot.handle || bot.id}`,
        face: avatar(bot, 'small'),
        title: nameOf(bot),
        isBot: true,
        unread: 0,
        isCurrent: false,
        onclick: () => this.#onGreet(bot),
      }),
    };
  }
}

function section(title, addLabel, testId, onAdd, list) {
  return el('section', {},
    el('header', { class: 'section-head' },
      el('h2', {}, title),
      el('button',
        { type: 'button', class: 'plain', 'aria-label': addLabel, title: addLabel, 'data-testid': testId, onclick: onAdd },
        icon('plus'))),
    list);
}

function place({ testId, face, title, isBot, unread, isCurrent, onclick }) {
  return el('li', {}, el('button',
    {
      type: 'button',
      class: unread ? 'place unread' : 'place',
      'aria-current': isCurrent ? 'page' : null,
      'data-testid': testId,
      'data-control': 'place',
      onclick,
    },
    face,
    el('bdi', { class: 'place-title' }, title),
    isBot && botBadge(),
    unread > 0 && el('span', { class: 'badge', 'data-testid': 'unread' },
      el('span', { 'aria-hidden': 'true' }, unread > 99 ? '99+' : String(unread)),
      el('span', { class: 'visually-hidden' }, `${unread} unread`))));
}

function faceOf(others) {
  if (others.length === 1) return avatar(others[0], 'small');
  return el('span', { class: 'group-face', 'aria-hidden': 'true' }, String(others.length));
}

/** Bots first, then people, then groups; by name within. */
function orderOf(others) {
  const kind = others.length > 1 ? '2' : others[0].kind === 'bot' ? '0' : '1';
  return kind + others.map(nameOf).join(', ').toLowerCase();
}
