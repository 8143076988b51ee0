import { avatar, botBadge } from './avatar.js';
import { el, icon } from './dom.js';
import { nameOf } from './conversation.js';

/** Chooses one or more people or bots. `open(users)` starts the conversation; its failure is said in the dialog. */
export function newDirectDialog({ store, open }) {
  const chosen = new Set();
  const candidates = [...store.users.values()]
    .filter(user => user.id !== store.me.id && !user.deleted_at)
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b)));

  const list = el('ul', { class: 'candidates' });
  const failure = el('p', { class: 'failure', role: 'alert', hidden: true });
  const submit = el('button', { type: 'submit', class: 'key primary', 'data-testid': 'dm-start', disabled: true }, 'Choose someone');
  const filter = el('input', {
    type: 'search', 'aria-label': 'Find a person or bot', placeholder: 'Find a person or bot', autocomplete: 'off', oninput: showList,
  });

  const dialog = el('dialog', { class: 'dialog', 'aria-labelledby': 'new-dm-title', onclose: () => dialog.remove() },
    el('form', { method: 'dialog', onsubmit: start },
      el('header', {},
        el('h2', { id: 'new-dm-title' }, 'New direct message'),
        el('button', { type: 'button', class: 'plain', 'aria-label': 'Close', onclick: () => dialog.close() }, icon('close'))),
      el('p', { class: 'quiet' }, 'Choose one for a conversation, several for a group.'),
      filter, list, failure, submit));

  function showList() {
    const wanted = filter.value.trim().toLowerCase().replace(/^@/, '');
    const matching = candidates.filter(user =>
      chosen.has(user) || user.handle.includes(wanted) || nameOf(user).toLowerCase().includes(wanted));
    list.replaceChildren(...matching.map(candidateRow));
  }

  function candidateRow(user) {
    const box = el('input', {
      type: 'checkbox', 'data-testid': `choose-${user.handle || user.id}`, onchange: () => toggle(user, box.checked),
    });
    box.checked = chosen.has(user);
    return el('li', {}, el('label', {},
      box, avatar(user, 'small'), el('bdi', {}, nameOf(user)), user.kind === 'bot' && botBadge(),
      user.handle && el('span', { class: 'mono quiet' }, `@${user.handle}`)));
  }

  function toggle(user, isChosen) {
    if (isChosen) chosen.add(user);
    else chosen.delete(user);
    submit.disabled = chosen.size === 0;
    submit.textContent = chosen.size === 0 ? 'Choose someone'
      : chosen.size === 1 ? `Message ${nameOf([...chosen][0])}` : `Start a group of ${chosen.size + 1}`;
  }

  async function start(event) {
    event.preventDefault();
    failure.hidden = true;
    submit.disabled = true;
    try {
      await open([...chosen]);
      dialog.close();
    } catch (error) {
      failure.textContent = `Not opened: ${error.message}`;
      failure.hidden = false;
      submit.disabled = false;
    }
  }

  showList();
  return dialog;
}
