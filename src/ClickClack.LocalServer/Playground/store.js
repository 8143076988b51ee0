// All the page knows while it acts as one person. Views read it and listen for `directory`, `timeline`, `thread`,
// `selection`, `typing` and `connection`; the detail of an event is the id it is about.

import { isDirect } from './conversation.js';
import { Timeline } from './timeline.js';

export class Store extends EventTarget {
  users = new Map();
  channels = new Map();
  directs = new Map();
  commands = [];
  timelines = new Map();
  threads = new Map();
  connection = { state: 'connecting' };
  selectedId = null;
  openThreadId = null;

  constructor(workspace, me) {
    super();
    this.workspace = workspace;
    this.me = me;
  }

  on(topic, listener) {
    this.addEventListener(topic, event => listener(event.detail));
  }

  changed(topic, id) {
    this.dispatchEvent(new CustomEvent(topic, { detail: id }));
  }

  get selected() {
    return this.conversation(this.selectedId);
  }

  conversation(id) {
    return this.channels.get(id) ?? this.directs.get(id);
  }

  timeline(id) {
    if (!this.timelines.has(id)) this.timelines.set(id, new Timeline());
    return this.timelines.get(id);
  }

  /** A thread is known by its root; `root` is missing until it was loaded. */
  thread(rootId) {
    if (!this.threads.has(rootId)) {
      this.threads.set(rootId, { rootId, root: this.message(rootId), timeline: new Timeline() });
    }
    return this.threads.get(rootId);
  }

  message(id) {
    for (const timeline of this.#allTimelines()) {
      const message = timeline.find(id);
      if (message) return message;
    }
    return undefined;
  }

  /** Puts a newer copy of a message wherever the message is shown. */
  replaceMessage(message) {
    for (const [id, timeline] of this.timelines) {
      if (!timeline.find(message.id)) continue;
      timeline.merge([message]);
      this.changed('timeline', id);
    }
    for (const thread of this.threads.values()) {
      const shown = thread.timeline.find(message.id);
      if (shown) thread.timeline.merge([message]);
      if (thread.rootId === message.id) thread.root = message;
      if (shown || thread.rootId === message.id) this.changed('thread', thread.rootId);
    }
  }

  /** Authors come with their messages, so a newcomer has a name before the member list is read again. */
  learn(users) {
    for (const user of users) if (user) this.users.set(user.id, user);
  }

  get handles() {
    const handles = new Map();
    for (const user of this.users.values()) if (user.handle) handles.set(user.handle, user);
    return handles;
  }

  get bots() {
    return [...this.users.values()].filter(user => user.kind === 'bot' && !user.deleted_at);
  }

  /** The bots that hear what is said in a conversation. */
  botsIn(conversation) {
    return isDirect(conversation) ? conversation.members.filter(member => member.kind === 'bot') : this.bots;
  }

  commandsIn(conversation) {
    const present = new Set(this.botsIn(conversation).map(bot => bot.id));
    return this.commands.filter(command => present.has(command.bot.id));
  }

  get unreadTotal() {
    let total = 0;
    for (const channel of this.channels.values()) total += channel.unread_count;
    for (const direct of this.directs.values()) total += direct.unread_count;
    return total;
  }

  select(id) {
    if (this.selectedId === id) return;
    this.selectedId = id;
    this.openThreadId = null;
    this.changed('selection');
  }

  openThread(rootId) {
    this.openThreadId = rootId;
    this.changed('selection');
  }

  setConnection(connection) {
    this.connection = connection;
    this.changed('connection');
  }

  *#allTimelines() {
    yield* this.timelines.values();
    for (const thread of this.threads.values()) yield thread.timeline;
  }
}
