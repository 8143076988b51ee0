// Acting as one person: their token, what they can see, their live connection. Switching people ends one session and
// begins another, so nothing of the first can reach the second.

import { Api } from './api.js';
import { LiveConnection } from './socket.js';
import { Outbox } from './outbox.js';
import { Store } from './store.js';
import { Sync } from './sync.js';
import { TypingPeople, TypingSignal } from './typing.js';

export class Session {
  #left = new AbortController();
  #preferredId;

  constructor(workspace, person) {
    this.person = person;
    this.left = this.#left.signal;
    this.api = new Api(person.token, this.left);
    this.store = new Store(workspace, person);
    this.typing = new TypingPeople(this.store);
    this.typingSignal = new TypingSignal(this.api, workspace.id);
    this.sync = new Sync(this.api, this.store, this.typing);
    this.outbox = new Outbox(this.api, this.store);
    this.connection = new LiveConnection({
      api: this.api,
      workspaceId: workspace.id,
      left: this.left,
      onEvent: event => this.sync.apply(event),
      onResync: () => this.#resync(),
      onState: state => this.store.setConnection(state),
    });
  }

  /** `preferredId` is the conversation to stay in, if this person can see it too. */
  start(preferredId) {
    this.#preferredId = preferredId;
    this.connection.run();
  }

  leave() {
    this.#left.abort();
  }

  async #resync() {
    await this.sync.everything();
    if (!this.store.selected) this.store.select(this.#firstConversation()?.id ?? null);
  }

  #firstConversation() {
    const { store } = this;
    const open = [...store.channels.values()].filter(channel => !channel.archived_at);
    return store.conversation(this.#preferredId) ?? open.find(channel => channel.name === 'general') ?? open[0]
      ?? store.directs.values().next().value;
  }
}
