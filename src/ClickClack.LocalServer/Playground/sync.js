// Keeps the store true: loads what is looked at, and turns events into fresh reads. Events carry ids and no text, and may
// come twice or out of order, so nothing here depends on their order.

import { isDirectId } from './api.js';
import { Coalescer } from './coalesce.js';

const pageSize = 100;
const threadSize = 200;

export class Sync {
  #api;
  #store;
  #typing;
  #single = new Coalescer();

  constructor(api, store, typing) {
    this.#api = api;
    this.#store = store;
    this.#typing = typing;
  }

  /** Reads everything again. What is open stays on the page until its new copy is there. */
  async everything() {
    await Promise.all([this.loadMembers(), this.loadChannels(), this.loadDirects(), this.#loadCommands()]);
    for (const [id, timeline] of this.#store.timelines) {
      if (id !== this.#store.selectedId) timeline.forget();
    }
    this.#store.threads.forEach((_, rootId) => {
      if (rootId !== this.#store.openThreadId) this.#store.threads.delete(rootId);
    });
    if (this.#store.selected) await this.#loadLatest(this.#store.selectedId);
    if (this.#store.openThreadId) await this.#loadThread(this.#store.openThreadId);
  }

  loadMembers() {
    return this.#single.run('members', async () => {
      const members = await this.#api.members(this.#store.workspace.id);
      this.#store.users = new Map(members.map(user => [user.id, user]));
      this.#store.changed('directory');
    });
  }

  loadChannels() {
    return this.#single.run('channels', async () => {
      const channels = await this.#api.channels(this.#store.workspace.id);
      this.#store.channels = new Map(channels.map(channel => [channel.id, channel]));
      this.#store.changed('directory');
    });
  }

  loadDirects() {
    return this.#single.run('directs', async () => {
      const directs = await this.#api.directConversations(this.#store.workspace.id);
      this.#store.directs = new Map(directs.map(direct => [direct.id, direct]));
      this.#store.changed('directory');
    });
  }

  #loadCommands() {
    return this.#single.run('commands', async () => {
      this.#store.commands = await this.#api.botCommands(this.#store.workspace.id);
      this.#store.changed('directory');
    });
  }

  /** Loads a conversation for the first time, or what it missed since. */
  openConversation(id) {
    return this.#store.timeline(id).state === 'ready' ? this.#catchUp(id) : this.#loadLatest(id);
  }

  #loadLatest(id) {
    return this.#loading(this.#store.timeline(id), 'timeline', id, async timeline => {
      const page = await this.#api.messages(id, { limit: pageSize });
      timeline.forget();
      this.#take(timeline, page);
      timeline.hasOlder = page.has_older;
    });
  }

  loadOlder(id) {
    return this.#single.run(`older ${id}`, async () => {
      const timeline = this.#store.timeline(id);
      if (!timeline.hasOlder) return;
      const page = await this.#api.messages(id, { before_seq: timeline.oldestSeq, limit: pageSize });
      this.#take(timeline, page);
      timeline.hasOlder = page.has_older;
      this.#store.changed('timeline', id);
    });
  }

  #catchUp(id) {
    return this.#single.run(`catch up ${id}`, async () => {
      const timeline = this.#store.timeline(id);
      let page;
      do {
        page = await this.#api.messages(id, { after_seq: timeline.syncedSeq, limit: pageSize });
        this.#take(timeline, page);
      } while (page.has_newer);
      this.#store.changed('timeline', id);
    });
  }

  #take(timeline, page) {
    this.#store.learn(page.messages.map(message => message.author));
    timeline.merge(page.messages);
    timeline.syncedSeq = Math.max(timeline.syncedSeq, page.newest_seq);
  }

  openThread(rootId) {
    return this.#loadThread(rootId);
  }

  #loadThread(rootId) {
    const { timeline } = this.#store.thread(rootId);
    return this.#loading(timeline, 'thread', rootId, () => this.#readThread(rootId, threadSize));
  }

  /** Brings the reply count of a shown root up to date, and the replies too if they were looked at. */
  #refreshThread(rootId) {
    return this.#single.run(`replies ${rootId}`,
      () => this.#readThread(rootId, this.#store.threads.has(rootId) ? threadSize : 1));
  }

  async #readThread(rootId, limit) {
    const { root, replies, thread_state } = await this.#api.thread(rootId, limit);
    this.#store.learn([root, ...replies].map(message => message.author));
    const thread = this.#store.threads.get(rootId);
    if (thread && limit > 1) {
      thread.timeline.merge(replies);
      thread.timeline.hasOlder = thread_state.reply_count > replies.length;
      thread.root = root;
    }
    this.#store.replaceMessage({ ...root, thread_state });
    return thread_state;
  }

  async #loading(timeline, topic, id, work) {
    timeline.state = timeline.state === 'ready' ? 'ready' : 'loading';
    this.#store.changed(topic, id);
    try {
      await this.#single.run(`${topic} ${id}`, () => work(timeline));
      timeline.state = 'ready';
    } catch (error) {
      timeline.state = 'failed';
      timeline.failure = error.message;
    }
    this.#store.changed(topic, id);
  }

  #refreshMessage(id) {
    if (!this.#store.message(id) && !this.#store.threads.has(id)) return Promise.resolve();
    return this.#single.run(`message ${id}`, async () => this.#store.replaceMessage(await this.#api.message(id)));
  }

  /** Tells the server how far one has read; the own badge goes at once. */
  markRead(id) {
    const conversation = this.#store.conversation(id);
    const { newestSeq } = this.#store.timeline(id);
    if (!conversation || newestSeq <= conversation.last_read_seq) return Promise.resolve();
    conversation.last_read_seq = newestSeq;
    conversation.unread_count = 0;
    this.#store.changed('directory');
    return this.#single.run(`read ${id}`, () => this.#api.markRead(id, conversation.last_read_seq));
  }

  /** Never rejects: a read that fails now is made good by the next event or the next resync. */
  async apply(event) {
    try {
      await this.#apply(event);
    } catch (error) {
      console.warn(`could not follow ${event.type}: ${error.message}`);
    }
  }

  #apply(event) {
    const { type, payload } = event;
    const conversationId = event.channel_id ?? payload?.direct_conversation_id;
    switch (type) {
      case 'message.created':
        return this.#noteMessage(conversationId, event);
      case 'thread.reply_created':
        return this.#noteReply(conversationId, payload.root_message_id);
      case 'message.updated':
      case 'message.deleted':
      case 'reaction.added':
      case 'reaction.removed':
        return this.#refreshMessage(payload.message_id);
      case 'channel.created':
      case 'channel.updated':
        return this.loadChannels();
      case 'channel.read':
      case 'dm.read':
        return this.#noteRead(conversationId, event.seq);
      case 'bot_command.updated':
        return this.#loadCommands();
      case 'bot.membership_removed':
      case 'bot.deleted':
      case 'member.moderation_updated':
        return Promise.all([this.loadMembers(), this.loadDirects(), this.#loadCommands()]);
      case 'typing.started':
        return this.#typing.started(conversationId, payload.user_id);
      case 'typing.stopped':
        return this.#typing.stopped(conversationId, payload.user_id);
      default:
        return undefined;
    }
  }

  #noteMessage(id, { seq, payload }) {
    this.#typing.stopped(id, payload.author_id);
    const conversation = this.#store.conversation(id);
    // A new direct conversation announces itself by its first message only.
    if (!conversation) return isDirectId(id) ? this.loadDirects() : this.loadChannels();

    if (seq > conversation.last_seq) {
      conversation.last_seq = seq;
      const isChat = !payload.kind || payload.kind === 'message';
      if (isChat && payload.author_id !== this.#store.me.id) conversation.unread_count += 1;
      this.#store.changed('directory');
    }
    switch (this.#store.timeline(id).state) {
      case 'ready': return this.#catchUp(id);
      case 'loading': return this.#loadLatest(id);
      default: return undefined;
    }
  }

  /** The event does not say who replied; the thread does, and who replied has stopped typing. */
  async #noteReply(conversationId, rootId) {
    if (!this.#store.message(rootId)) return;
    const { last_reply_author_ids: authors } = await this.#refreshThread(rootId);
    if (authors?.length) this.#typing.stopped(conversationId, authors[0]);
  }

  #noteRead(id, seq) {
    const conversation = this.#store.conversation(id);
    if (!conversation || seq <= conversation.last_read_seq) return;
    conversation.last_read_seq = seq;
    if (seq >= conversation.last_seq) conversation.unread_count = 0;
    this.#store.changed('directory');
  }
}
