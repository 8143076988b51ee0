import { el } from './dom.js';
import { nameOf } from './conversation.js';

const hues = 12;

/** Initials on a keycap whose colour follows the id, so a person looks the same everywhere. */
export function avatar(user, size = 'medium') {
  return el('span', { 'class': `keycap keycap-${size}`, 'data-hue': hueOf(user?.id ?? ''), 'aria-hidden': 'true' },
    initialsOf(nameOf(user)));
}

export function botBadge() {
  return el('span', { class: 'bot-badge' }, 'BOT');
}

function hueOf(id) {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.codePointAt(0)) >>> 0;
  return String(sum % hues);
}

function initialsOf(name) {
  const words = name.split(/[\s_-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)].map(word => [...word][0]) : [...(words[0] ?? '?')].slice(0, 2);
  return letters.join('').toUpperCase();
}
