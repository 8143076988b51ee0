// What is shown where there are no messages: not there yet, not to be had, or nothing said so far.

import { avatar } from './avatar.js';
import { el } from './dom.js';
import { isDirect, nameOf, othersIn, spokenTitleOf } from './conversation.js';

const mostCommands = 5;

export function loadingPlace() {
  return el('p', { class: 'quiet loading', role: 'status' }, 'Loading…');
}

export function failedPlace(reason, retry) {
  return el('div', { class: 'hello' },
    el('h2', {}, 'These messages could not be loaded'),
    el('p', { class: 'quiet' }, `The server said: ${reason}.`),
    el('button', { type: 'button', class: 'key', onclick: retry }, 'Try again'));
}

/** `tryOut` puts a text into the composer: a first line is one click away. */
export function emptyConversation(store, conversation, tryOut) {
  const direct = isDirect(conversation);
  const bots = store.botsIn(conversation);
  const faces = direct ? othersIn(conversation, store.me) : bots;
  const attempts = direct ? ['hello'] : bots.slice(0, 2).filter(bot => bot.handle).map(bot => `@${bot.handle} hello`);
  const commands = store.commandsIn(conversation).slice(0, mostCommands);

  return el('div', { class: 'hello' },
    el('div', { class: 'hello-faces' }, faces.slice(0, 4).map(user => avatar(user, 'large'))),
    el('h2', {}, invitation(bots, conversation, direct, store)),
    el('p', { class: 'quiet' }, explanation(bots, direct)),
    attempts.length > 0 && el('div', { class: 'attempts' }, attempts.map(text => attempt(text, '', () => tryOut(text)))),
    commands.length > 0 && el('section', { class: 'hello-commands' },
      el('h3', {}, 'Commands to try'),
      el('div', { class: 'attempts' }, commands.map(({ command, args_hint: hint, description }) =>
        attempt([command, hint].filter(Boolean).join(' '), description, () => tryOut(`${command} `))))));
}

function invitation(bots, conversation, direct, store) {
  if (bots.length === 1) return ['Say hello to ', el('bdi', {}, direct ? nameOf(bots[0]) : `@${bots[0].handle}`)];
  return `Nothing said in ${direct ? 'this conversation' : spokenTitleOf(conversation, store.me)} yet`;
}

function explanation(bots, direct) {
  if (bots.length === 0) return 'No bot listens here. Start your bot, and it turns up by itself.';
  return direct ? 'In a direct conversation every message is for the other side; no mention is needed.'
    : 'In a channel a bot usually answers when it is mentioned.';
}

function attempt(text, description, onclick) {
  return el('button', { type: 'button', class: 'attempt', onclick },
    el('span', { class: 'mono' }, text),
    description && el('span', { class: 'quiet' }, description));
}
