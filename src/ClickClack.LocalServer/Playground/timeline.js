// Messages of one place (a channel, a direct conversation or a thread) in their order, and what was written here but is
// not confirmed yet.

export function seqOf(message) {
  return message.thread_seq ?? message.channel_seq ?? 0;
}

export class Timeline {
  messages = [];
  drafts = [];
  state = 'idle';
  failure = '';
  hasOlder = false;

  /**
   * Everything up to here has been read in pages. Later messages may be known too (an own one is shown at once), with
   * gaps between, so catching up starts here and not at the last message.
   */
  syncedSeq = 0;

  find(id) {
    return this.messages.find(message => message.id === id);
  }

  get oldestSeq() {
    return this.messages.length ? seqOf(this.messages[0]) : 0;
  }

  get newestSeq() {
    return this.messages.length ? seqOf(this.messages.at(-1)) : 0;
  }

  /** Takes messages as the server lists them; they replace older copies. */
  merge(incoming) {
    const byId = new Map(this.messages.map(message => [message.id, message]));
    for (const message of incoming) byId.set(message.id, withThread(message, byId.get(message.id)));
    this.messages = [...byId.values()].sort((a, b) => seqOf(a) - seqOf(b));

    const nonces = new Set(incoming.map(message => message.nonce).filter(Boolean));
    this.drafts = this.drafts.filter(draft => !nonces.has(draft.nonce));
  }

  /** Takes the answer to an own post. It lacks reactions, files and thread state, so it never replaces a listed copy. */
  confirm(nonce, message) {
    this.drafts = this.drafts.filter(draft => draft.nonce !== nonce);
    if (!this.find(message.id)) this.merge([message]);
  }

  /** Drops what was read; what is still to be sent stays. */
  forget() {
    this.messages = [];
    this.state = 'idle';
    this.hasOlder = false;
    this.syncedSeq = 0;
  }
}

/** A message read alone carries no thread state; the one known from a listing stays. */
function withThread(message, known) {
  return message.thread_state || !known?.thread_state ? message : { ...message, thread_state: known.thread_state };
}
