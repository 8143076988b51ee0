// One message, and one draft that is still on its way.

import { avatar, botBadge } from './avatar.js';
import { el, icon } from './dom.js';
import { fullTimeOf, timeOf } from './clock.js';
import { nameOf } from './conversation.js';
import { renderMarkdown } from './markdown.js';

const quickReactions = ['👍', '✅', '👀'];

/**
 * `actions` has what can be done here: `quote`, `edit`, `remove`, `react`, `jumpTo`, `download`, and `openThread` where
 * threads can be opened. `compact` leaves out the head: the message goes on where its predecessor stopped.
 */
export function messageRow(message, { store, actions, compact }) {
  const author = message.author ?? store.users.get(message.author_id);
  const isMine = message.author_id === store.me.id;
  const isActivity = message.kind && message.kind !== 'message';
  return el('li',
    {
      class: classes('message', compact && 'compact', isActivity && 'activity', message.deleted_at && 'deleted'),
      tabindex: '-1',
      'data-testid': 'message',
      'data-message-id': message.id,
      'data-author-handle': author?.handle ?? '',
    },
    el('div', { class: 'gutter' }, compact ? stamp(message) : avatar(author)),
    el('div', { class: 'content' },
      el('div', { class: compact ? 'visually-hidden' : 'head' },
        el('bdi', { class: 'author' }, nameOf(author)),
        author?.kind === 'bot' && botBadge(),
        !compact && stamp(message)),
      message.quoted_message_id && quote(message, store, actions),
      body(message, store),
      attachments(message, actions),
      reactions(message, actions),
      actions.openThread && threadSummary(message, store, actions)),
    !message.deleted_at && toolbar(message, isMine, actions));
}

export function draftRow(draft, { store, outbox, compact }) {
  return el('li',
    { class: classes('message', 'draft', compact && 'compact', draft.failure && 'failed'), tabindex: '-1', 'data-testid': 'draft' },
    el('div', { class: 'gutter' }, compact ? null : avatar(store.me)),
    el('div', { class: 'content' },
      !compact && el('div', { class: 'head' }, el('bdi', { class: 'author' }, nameOf(store.me)), stamp(draft)),
      draft.quote && quoteBlock('div', draft.quote.author, draft.quote.body),
      el('div', { class: 'body', dir: 'auto' }, renderMarkdown(draft.body, { handles: store.handles, me: store.me })),
      draft.failure && el('p', { class: 'failure', role: 'alert' },
        el('span', {}, `Not sent: ${draft.failure}`),
        el('button', { type: 'button', class: 'link', onclick: () => outbox.retry(draft) }, 'Try again'),
        el('button', { type: 'button', class: 'link', onclick: () => outbox.discard(draft) }, 'Discard'))));
}

function classes(...names) {
  return names.filter(Boolean).join(' ');
}

function stamp({ created_at: createdAt }) {
  return el('time', { datetime: createdAt, title: fullTimeOf(createdAt) }, timeOf(createdAt));
}

function body(message, store) {
  if (message.deleted_at) return el('div', { class: 'body', 'data-testid': 'message-body' }, el('p', {}, 'This message was deleted.'));
  return el('div', { class: 'body', dir: 'auto', 'data-testid': 'message-body' },
    renderMarkdown(message.body, { handles: store.handles, me: store.me }),
    message.edited_at && el('span', { class: 'edited', title: `Edited ${fullTimeOf(message.edited_at)}` }, '(edited)'));
}

function quote(message, store, actions) {
  const author = message.quoted_author ?? store.users.get(message.quoted_author_id);
  return quoteBlock('button', author, message.quoted_body_snapshot ?? '', {
    type: 'button',
    'data-testid': 'message-quote',
    'data-control': 'quote',
    title: 'Go to the quoted message',
    onclick: () => actions.jumpTo(message.quoted_message_id),
  });
}

function quoteBlock(tag, author, text, props = {}) {
  return el(tag, { class: 'quote', ...props },
    el('bdi', { class: 'quote-author' }, nameOf(author)),
    el('span', { class: 'quote-text', dir: 'auto' }, text));
}

function attachments(message, actions) {
  if (!message.attachments?.length) return null;
  return el('ul', { class: 'attachments' }, message.attachments.map(upload =>
    el('li', {}, el('button', { type: 'button', class: 'attachment', onclick: () => actions.download(upload) },
      icon('file'), el('bdi', {}, upload.filename), el('span', { class: 'quiet' }, sizeOf(upload.byte_size))))));
}

function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function reactions(message, actions) {
  if (!message.reactions?.length) return null;
  return el('ul', { class: 'reactions', 'aria-label': 'Reactions' }, message.reactions.map(({ emoji, count, reacted_by_me: mine }) =>
    el('li', {}, el('button',
      {
        type: 'button',
        class: 'reaction',
        'aria-pressed': String(Boolean(mine)),
        'aria-label': `${emoji}, ${count}${mine ? ', yours too' : ''}`,
        'data-testid': 'reaction',
        'data-control': `reaction ${emoji}`,
        onclick: () => actions.react(message, emoji, mine),
      },
      el('span', { class: 'emoji' }, emoji), el('span', {}, String(count))))));
}

function threadSummary(message, store, actions) {
  const { reply_count: count = 0, last_reply_at: lastReplyAt, last_reply_author_ids: authors } = message.thread_state ?? {};
  if (!count) return null;
  return el('button',
    {
      type: 'button',
      class: 'thread-summary',
      'data-testid': 'thread-open',
      'data-control': 'thread',
      onclick: () => actions.openThread(message),
    },
    el('span', { class: 'faces' }, (authors ?? []).map(id => avatar(store.users.get(id) ?? { id }, 'small'))),
    el('span', { class: 'count' }, count === 1 ? '1 reply' : `${count} replies`),
    lastReplyAt && el('span', { class: 'quiet' }, `last at ${timeOf(lastReplyAt)}`));
}

function toolbar(message, isMine, actions) {
  const reacted = new Set((message.reactions ?? []).filter(reaction => reaction.reacted_by_me).map(reaction => reaction.emoji));
  const hasReplies = message.thread_state?.reply_count > 0;
  return el('div', { class: 'toolbar', role: 'group', 'aria-label': 'Message actions' },
    quickReactions.map(emoji => tool(`React with ${emoji}`, emoji, () => actions.react(message, emoji, reacted.has(emoji)))),
    tool('Quote', icon('quote'), () => actions.quote(message)),
    actions.openThread && tool('Reply in thread', icon('thread'), () => actions.openThread(message),
      { 'data-testid': hasReplies ? null : 'thread-open' }),
    isMine && tool('Edit', icon('edit'), () => actions.edit(message)),
    isMine && removeTool(message, actions));
}

/** Tools leave the tab order; the list moves them in for the message one is on. */
function tool(label, face, onclick, props = {}) {
  return el('button',
    { type: 'button', tabindex: '-1', title: label, 'aria-label': label, 'data-control': label, onclick, ...props }, face);
}

/** Asks once more by itself: a deleted message does not come back. */
function removeTool(message, actions) {
  const button = tool('Delete', icon('remove'), () => {
    if (button.classList.contains('sure')) return actions.remove(message);
    button.classList.add('sure');
    button.replaceChildren('Delete?');
    button.addEventListener('blur', () => {
      button.classList.remove('sure');
      button.replaceChildren(icon('remove'));
    }, { once: true });
    return undefined;
  });
  return button;
}
