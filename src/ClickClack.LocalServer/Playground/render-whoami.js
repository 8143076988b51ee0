import { avatar } from './avatar.js';
import { el, icon } from './dom.js';
import { nameOf } from './conversation.js';

/** Bottom left: who one is acting as, and becoming somebody else. */
export function whoAmI({ person, people, onBecome }) {
  const menu = el('div', { class: 'people-menu', id: 'people-menu', popover: 'auto' },
    el('p', { class: 'quiet' }, 'Chat as'),
    people.map(other => el('button',
      {
        type: 'button',
        class: 'place',
        'aria-current': other.id === person.id ? 'true' : null,
        'data-testid': `be-${other.handle || other.id}`,
        onclick: () => { menu.hidePopover(); if (other.id !== person.id) onBecome(other); },
      },
      face(other))));
  const canSwitch = people.length > 1;
  return el('footer', { class: 'whoami-place' }, canSwitch && menu,
    el(canSwitch ? 'button' : 'div',
      {
        class: 'whoami',
        'data-testid': 'whoami',
        type: canSwitch ? 'button' : null,
        popovertarget: canSwitch ? 'people-menu' : null,
      },
      canSwitch && el('span', { class: 'visually-hidden' }, 'Chat as somebody else. Now you are '),
      face(person), canSwitch && icon('chevron')));
}

function face(person) {
  return [
    avatar(person, 'small'),
    el('span', { class: 'whoami-name' },
      el('bdi', {}, nameOf(person)),
      person.handle && el('span', { class: 'quiet mono' }, `@${person.handle}`)),
  ];
}
