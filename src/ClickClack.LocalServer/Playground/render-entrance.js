// Before there is a session: coming in, or why one cannot come in.

import { el } from './dom.js';

export function enteringPanel() {
  return panel('Opening the playground…', el('p', { class: 'quiet', role: 'status' }, 'Trading the code of this address for a session.'));
}

/** Without a code, or with one that was refused, the way back in is the same. */
export function usedAddressPanel() {
  return panel('This address was used',
    el('p', {}, 'Each address from the terminal opens the playground once and soon, and a reload forgets the session on purpose.'),
    el('p', {}, 'To come back in, copy the newest address from the terminal where your bot runs.'));
}

export function failedEntrancePanel(reason, retry) {
  return panel('The playground did not open',
    el('p', {}, `The server said: ${reason}.`),
    el('p', { class: 'quiet' }, 'The code of this address is not used up yet as far as this page knows.'),
    el('button', { type: 'button', class: 'key primary', onclick: retry }, 'Try again'));
}

function panel(title, ...content) {
  return el('main', { class: 'entrance', 'data-testid': 'entrance' },
    el('div', { class: 'entrance-card' },
      el('span', { class: 'brand-mark', 'aria-hidden': 'true' }, el('i'), el('i')),
      el('h1', {}, title), ...content));
}
