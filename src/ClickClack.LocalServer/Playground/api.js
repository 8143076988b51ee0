// Every HTTP address the page knows, spoken for one person. The page is an ordinary client of the public API; only the
// trade of the single-use code is the local server's own.

const readTimeout = 15_000;

// A server may run its outgoing callbacks inside the poster's request, so posting is given more patience than reading.
const writeTimeout = 30_000;

/** What the server answered, or `status` 0 when there was no answer at all. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Trades the single-use code of the printed address for the workspace and the people one may act as. */
export function redeemCode(code) {
  return request({ method: 'POST', path: '/_local/session', body: { code }, timeout: readTimeout });
}

export class Api {
  #token;
  #left;

  /** `left` is aborted when the page stops acting as this person. */
  constructor(token, left) {
    this.#token = token;
    this.#left = left;
  }

  /** The subprotocol that carries the token where no header can be set. */
  get socketProtocol() {
    return `clickclack.bearer.${this.#token}`;
  }

  async members(workspaceId) {
    const members = [];
    let cursor;
    do {
      const page = await this.#get(`/api/workspaces/${workspaceId}/members`, { limit: 200, cursor });
      members.push(...page.members.map(member => member.user));
      cursor = page.next_cursor;
    } while (cursor);
    return members;
  }

  async channels(workspaceId) {
    return (await this.#get(`/api/workspaces/${workspaceId}/channels`)).channels;
  }

  async createChannel(workspaceId, name) {
    return (await this.#post(`/api/workspaces/${workspaceId}/channels`, { name })).channel;
  }

  async directConversations(workspaceId) {
    return (await this.#get('/api/dms', { workspace_id: workspaceId })).conversations;
  }

  async openDirect(workspaceId, memberIds) {
    return (await this.#post('/api/dms', { workspace_id: workspaceId, member_ids: memberIds })).conversation;
  }

  async botCommands(workspaceId) {
    return (await this.#get(`/api/workspaces/${workspaceId}/bot-commands`)).bot_commands;
  }

  messages(conversationId, query) {
    return this.#get(`${conversationPath(conversationId)}/messages`, query);
  }

  async message(id) {
    return (await this.#get(`/api/messages/${id}`)).message;
  }

  thread(rootId, limit) {
    return this.#get(`/api/messages/${rootId}/thread`, { limit, latest: true });
  }

  async post(conversationId, message) {
    return (await this.#post(`${conversationPath(conversationId)}/messages`, message)).message;
  }

  async reply(rootId, message) {
    return (await this.#post(`/api/messages/${rootId}/thread/replies`, message)).message;
  }

  edit(messageId, body) {
    return this.#send('PATCH', `/api/messages/${messageId}`, { body });
  }

  remove(messageId) {
    return this.#send('DELETE', `/api/messages/${messageId}`);
  }

  react(messageId, emoji) {
    return this.#post(`/api/messages/${messageId}/reactions`, { emoji });
  }

  unreact(messageId, emoji) {
    return this.#send('DELETE', `/api/messages/${messageId}/reactions/${encodeURIComponent(emoji)}`);
  }

  markRead(conversationId, seq) {
    return this.#post(`${conversationPath(conversationId)}/read`, { seq });
  }

  announce(workspaceId, type, conversationId) {
    const target = isDirectId(conversationId) ? 'direct_conversation_id' : 'channel_id';
    return this.#post('/api/realtime/ephemeral', { workspace_id: workspaceId, type, [target]: conversationId });
  }

  events(workspaceId, afterCursor, limit) {
    return this.#get('/api/realtime/events', { workspace_id: workspaceId, after_cursor: afterCursor, limit });
  }

  async tailCursor(workspaceId) {
    const query = { workspace_id: workspaceId, include_tail: true, limit: 1 };
    return (await this.#get('/api/realtime/events', query)).tail_cursor;
  }

  /** The bytes of an attachment: a plain link could not carry the token. */
  upload(id) {
    return this.#ask({ method: 'GET', path: `/api/uploads/${id}`, timeout: writeTimeout, as: 'blob' });
  }

  #get(path, query) {
    return this.#ask({ method: 'GET', path, query, timeout: readTimeout });
  }

  #post(path, body) {
    return this.#send('POST', path, body);
  }

  #send(method, path, body) {
    return this.#ask({ method, path, body, timeout: writeTimeout });
  }

  async #ask(call) {
    try {
      return await request({ ...call, token: this.#token, left: this.#left });
    } catch (error) {
      // Nobody waits for a person the page no longer acts as: whatever was under way simply never goes on.
      if (this.#left.aborted) return new Promise(() => {});
      throw error;
    }
  }
}

export function isDirectId(conversationId) {
  return conversationId.startsWith('dm_');
}

function conversationPath(id) {
  return isDirectId(id) ? `/api/dms/${id}` : `/api/channels/${id}`;
}

async function request({ method, path, query = {}, body, token, left, timeout, as = 'json' }) {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') url.searchParams.set(name, value);
  }

  const headers = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers['Content-Type'] = 'application/json';

  const deadline = AbortSignal.timeout(timeout);
  const signal = left ? AbortSignal.any([deadline, left]) : deadline;
  try {
    const response = await fetch(url, {
      method, headers, signal,
      body: body && JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
    });
    if (!response.ok) throw new ApiError(response.status, await reasonOf(response));
    return await response[as]();
  } catch (error) {
    if (error instanceof ApiError) throw error;
    if (error.name === 'TimeoutError') throw new ApiError(0, `the server did not answer within ${timeout / 1000} s`);
    throw new ApiError(0, 'the server cannot be reached');
  }
}

/** Errors are `{"error": "…"}`, except where the server (or something before it) had no body to give. */
async function reasonOf(response) {
  const text = await response.text();
  try {
    return JSON.parse(text).error ?? `status ${response.status}`;
  } catch {
    return `status ${response.status}`;
  }
}
