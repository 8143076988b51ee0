// Sending. What was written is on the page at once; a nonce makes every retry safe, also when only the answer was lost.

export class Outbox {
  #api;
  #store;
  #lines = new Map();

  constructor(api, store) {
    this.#api = api;
    this.#store = store;
  }

  post(conversationId, { body, quote }) {
    this.#add({ conversationId, body, quote });
  }

  reply(rootId, { body, quote }) {
    this.#add({ rootId, body, quote });
  }

  retry(draft) {
    draft.failure = null;
    this.#changed(draft);
    this.#enqueue(draft);
  }

  discard(draft) {
    const timeline = this.#timelineOf(draft);
    timeline.drafts = timeline.drafts.filter(other => other !== draft);
    this.#changed(draft);
  }

  #add(content) {
    const draft = { ...content, nonce: crypto.randomUUID(), created_at: new Date().toISOString(), failure: null };
    this.#timelineOf(draft).drafts.push(draft);
    this.#changed(draft);
    this.#enqueue(draft);
  }

  /** One after the other in each place, so messages arrive as they were written. */
  #enqueue(draft) {
    const place = draft.rootId ?? draft.conversationId;
    const before = this.#lines.get(place) ?? Promise.resolve();
    this.#lines.set(place, before.then(() => this.#deliver(draft)));
  }

  async #deliver(draft) {
    const { body, nonce, rootId, conversationId } = draft;
    const message = { body, nonce, quoted_message_id: draft.quote?.id };
    try {
      const sent = rootId ? await this.#api.reply(rootId, message) : await this.#api.post(conversationId, message);
      this.#timelineOf(draft).confirm(nonce, sent);
    } catch (error) {
      draft.failure = error.message;
    }
    this.#changed(draft);
  }

  #timelineOf({ rootId, conversationId }) {
    return rootId ? this.#store.thread(rootId).timeline : this.#store.timeline(conversationId);
  }

  #changed({ rootId, conversationId }) {
    this.#store.changed(rootId ? 'thread' : 'timeline', rootId ?? conversationId);
  }
}
