import { el, icon } from './dom.js';

/** Asks for a name. `create(name)` makes the channel; its failure is said in the dialog. */
export function newChannelDialog({ create }) {
  const name = el('input', {
    type: 'text',
    required: true,
    maxlength: '80',
    placeholder: 'release-notes',
    autocomplete: 'off',
    'aria-label': 'Name',
    'data-testid': 'channel-name',
  });
  const failure = el('p', { class: 'failure', role: 'alert', hidden: true });
  const submit = el('button', { type: 'submit', class: 'key primary', 'data-testid': 'channel-create' }, 'Create channel');

  const dialog = el('dialog', { class: 'dialog', 'aria-labelledby': 'new-channel-title', onclose: () => dialog.remove() },
    el('form', { method: 'dialog', onsubmit: start },
      el('header', {},
        el('h2', { id: 'new-channel-title' }, 'New channel'),
        el('button', { type: 'button', class: 'plain', 'aria-label': 'Close', onclick: () => dialog.close() }, icon('close'))),
      el('p', { class: 'quiet' }, 'Everybody in the workspace, bots included, sees it at once.'),
      name, failure, submit));

  async function start(event) {
    event.preventDefault();
    failure.hidden = true;
    submit.disabled = true;
    try {
      await create(name.value.trim());
      dialog.close();
    } catch (error) {
      failure.textContent = `Not created: ${error.message}`;
      failure.hidden = false;
      submit.disabled = false;
    }
  }

  return dialog;
}
