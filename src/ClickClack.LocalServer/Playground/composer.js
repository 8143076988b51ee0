// Where one writes: Enter sends, Shift+Enter breaks the line, Arrow Up in an empty box edits the last own message. What is
// half written is kept for each place while the page is open.

import { avatar } from './avatar.js';
import { el, icon } from './dom.js';
import { nameOf } from './conversation.js';

let composers = 0;

export class Composer {
  #input;
  #sendButton;
  #context;
  #options;
  #listId = `suggestions-${++composers}`;
  #handlers;
  #place = null;
  #kept = new Map();
  #quoted = null;
  #edited = null;
  #offered = null;
  #chosen = 0;
  #closedFor = null;

  /**
   * `handlers`: `send({body, quote})`, `edit(message, body)` (resolves to whether it worked), `typing()`, `idle()`,
   * `suggest(textBeforeCaret)` and `lastOwn()`.
   */
  constructor({ testIds, handlers }) {
    this.#handlers = handlers;
    this.#input = el('textarea', {
      rows: '1',
      'data-testid': testIds.input,
      'aria-autocomplete': 'list',
      'aria-controls': this.#listId,
      oninput: () => this.#typed(),
      onkeydown: event => this.#key(event),
      onblur: () => this.#offer(null),
      onclick: () => this.#suggest(),
    });
    this.#sendButton = el('button', { type: 'submit', class: 'key send', 'data-testid': testIds.send },
      el('span', {}, 'Send'), icon('send'));
    this.#context = el('div', { class: 'composer-context', hidden: true });
    this.#options = el('ul', { class: 'suggestions', id: this.#listId, role: 'listbox', 'aria-label': 'Suggestions', hidden: true });
    this.element = el('form', { class: 'composer', onsubmit: event => { event.preventDefault(); this.#submit(); } },
      this.#options, this.#context, el('div', { class: 'composer-box' }, this.#input, this.#sendButton));
    this.#fit();
  }

  /** Moves to another place; what was being written stays with the old one. */
  moveTo(place, hint) {
    this.#input.placeholder = this.#closedFor ?? hint;
    this.#input.setAttribute('aria-label', hint);
    if (place === this.#place) return;
    if (this.#place) this.#kept.set(this.#place, { text: this.#edited ? '' : this.#input.value, quoted: this.#quoted });
    const { text = '', quoted = null } = this.#kept.get(place) ?? {};
    this.#place = place;
    this.#edited = null;
    this.#quoted = quoted;
    this.#write(text);
    this.#showContext();
  }

  focus() {
    this.#input.focus({ preventScroll: true });
  }

  /** Closes for good: nothing written here would arrive any more. What is half written can still be copied. */
  close(reason) {
    this.#closedFor = reason;
    this.#input.placeholder = reason;
    this.#input.readOnly = true;
    this.#sendButton.disabled = true;
  }

  quote(message) {
    this.#edited = null;
    this.#quoted = message;
    this.#showContext();
    this.focus();
  }

  edit(message) {
    this.#quoted = null;
    this.#edited = message;
    this.#write(message.body);
    this.#showContext();
    this.focus();
  }

  fill(text) {
    this.#write(text);
    this.focus();
    this.#suggest();
  }

  async #submit() {
    const body = this.#input.value.trim();
    if (!body || this.#closedFor) return;
    this.#offer(null);
    this.#handlers.idle();
    if (this.#edited) {
      const place = this.#place;
      if (await this.#handlers.edit(this.#edited, body) && place === this.#place) this.#leaveContext();
      return;
    }
    const quote = this.#quoted;
    this.#leaveContext();
    this.#handlers.send({ body, quote });
  }

  #typed() {
    this.#fit();
    this.#suggest();
    if (this.#input.value.trim()) this.#handlers.typing();
    else this.#handlers.idle();
  }

  #key(event) {
    if (event.isComposing) return;
    if (this.#offered && this.#keyInSuggestions(event)) {
      event.preventDefault();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === 'Escape' && (this.#quoted || this.#edited)) {
      // The thread around this composer closes on Escape too; one press leaves one thing.
      event.stopPropagation();
      this.#leaveContext({ keepText: Boolean(this.#quoted) });
    } else if (event.key === 'ArrowUp' && !this.#input.value && !this.#edited) {
      const message = this.#handlers.lastOwn();
      if (!message) return;
      event.preventDefault();
      this.edit(message);
    }
  }

  #keyInSuggestions({ key, shiftKey }) {
    const { items } = this.#offered;
    switch (key) {
      case 'ArrowDown': this.#choose((this.#chosen + 1) % items.length); return true;
      case 'ArrowUp': this.#choose((this.#chosen + items.length - 1) % items.length); return true;
      case 'Escape': this.#offer(null); return true;
      case 'Tab': this.#accept(items[this.#chosen]); return true;
      case 'Enter': {
        // A command written out in full is meant as it stands.
        const isWhole = this.#input.value.trim() === items[this.#chosen].insert.trim();
        if (shiftKey || isWhole) return false;
        this.#accept(items[this.#chosen]);
        return true;
      }
      default: return false;
    }
  }

  #suggest() {
    this.#offer(this.#handlers.suggest(this.#input.value.slice(0, this.#input.selectionStart)));
  }

  #offer(offered) {
    this.#offered = offered;
    this.#options.hidden = !offered;
    this.#options.replaceChildren(...(offered?.items ?? []).map((item, index) => el('li',
      {
        role: 'option',
        id: `${this.#listId}-${index}`,
        // The box must not lose the focus before the choice is made.
        onmousedown: event => event.preventDefault(),
        onclick: () => this.#accept(item),
      },
      avatar(item.user, 'small'),
      el('span', { class: 'suggestion-label' }, item.label),
      item.hint && el('span', { class: 'mono quiet' }, item.hint),
      el('span', { class: 'suggestion-detail quiet' }, item.detail))));
    if (offered) this.#choose(0);
    else this.#input.removeAttribute('aria-activedescendant');
  }

  #choose(index) {
    this.#chosen = index;
    [...this.#options.children].forEach((option, at) => option.setAttribute('aria-selected', String(at === index)));
    this.#options.children[index].scrollIntoView({ block: 'nearest' });
    this.#input.setAttribute('aria-activedescendant', `${this.#listId}-${index}`);
  }

  #accept({ insert }) {
    const { value, selectionStart } = this.#input;
    const before = value.slice(0, this.#offered.start) + insert;
    this.#write(before + value.slice(selectionStart).trimStart());
    this.#input.setSelectionRange(before.length, before.length);
    this.#offer(null);
    this.focus();
  }

  #leaveContext({ keepText = false } = {}) {
    this.#quoted = null;
    this.#edited = null;
    if (!keepText) this.#write('');
    this.#showContext();
  }

  #showContext() {
    const about = this.#edited ?? this.#quoted;
    this.#context.hidden = !about;
    if (!about) return;
    this.#context.replaceChildren(
      icon(this.#edited ? 'edit' : 'quote'),
      el('span', { class: 'composer-about' },
        this.#edited ? 'Editing your message' : el('bdi', {}, `Quoting ${nameOf(about.author)}`),
        el('span', { class: 'quiet', dir: 'auto' }, about.body)),
      el('button',
        {
          type: 'button',
          class: 'plain',
          'aria-label': 'Cancel',
          title: 'Cancel (Esc)',
          onclick: () => { this.#leaveContext({ keepText: Boolean(this.#quoted) }); this.focus(); },
        },
        icon('close')));
  }

  #write(text) {
    this.#input.value = text;
    this.#fit();
  }

  #fit() {
    this.#input.style.height = 'auto';
    this.#input.style.height = `${this.#input.scrollHeight}px`;
    this.#sendButton.classList.toggle('ready', Boolean(this.#input.value.trim()));
  }
}
