// Who is typing where, and telling others that one is typing oneself.

const shownFor = 6_500;
const repeatEvery = 4_000;

export class TypingPeople {
  #store;
  #timers = new Map();

  constructor(store) {
    this.#store = store;
  }

  in(conversationId) {
    return [...(this.#timers.get(conversationId)?.keys() ?? [])].map(id => this.#store.users.get(id)).filter(Boolean);
  }

  started(conversationId, userId) {
    if (userId === this.#store.me.id) return;
    if (!this.#timers.has(conversationId)) this.#timers.set(conversationId, new Map());
    const here = this.#timers.get(conversationId);
    clearTimeout(here.get(userId));
    here.set(userId, setTimeout(() => this.stopped(conversationId, userId), shownFor));
    this.#store.changed('typing', conversationId);
  }

  stopped(conversationId, userId) {
    const here = this.#timers.get(conversationId);
    if (!here?.has(userId)) return;
    clearTimeout(here.get(userId));
    here.delete(userId);
    this.#store.changed('typing', conversationId);
  }
}

/** Repeats while typing goes on, and falls silent by itself. Best effort: a lost signal is not worth a word. */
export class TypingSignal {
  #api;
  #workspaceId;
  #lastSent = new Map();

  constructor(api, workspaceId) {
    this.#api = api;
    this.#workspaceId = workspaceId;
  }

  typing(conversationId) {
    if (Date.now() - (this.#lastSent.get(conversationId) ?? 0) < repeatEvery) return;
    this.#lastSent.set(conversationId, Date.now());
    this.#announce('typing.started', conversationId);
  }

  done(conversationId) {
    if (this.#lastSent.delete(conversationId)) this.#announce('typing.stopped', conversationId);
  }

  #announce(type, conversationId) {
    this.#api.announce(this.#workspaceId, type, conversationId).catch(() => {});
  }
}
