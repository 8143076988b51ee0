// The live connection: one socket at a time, always from the cursor of the last event seen, and an honest word about how
// it stands. Handshake failures are opaque to a page, so every attempt begins with a plain request that can be read.

import { ApiError } from './api.js';

const openTimeout = 10_000;

// A developer restarts this server all day; a long wait would look like a broken page.
const longestWait = 10;

// There are no pings on this wire: a quiet workspace and a dead connection look the same. Now and then the log is asked.
const proofInterval = 25_000;
const proofGrace = 3_000;

const code = { accessRevoked: 1008, tryAgain: 1013, resync: 4001 };

export class LiveConnection {
  #api;
  #workspaceId;
  #left;
  #onEvent;
  #onResync;
  #onState;
  #cursor;
  #refusals = 0;
  #retry = () => {};

  /**
   * `onResync` is awaited whenever the cursor is taken afresh: what was loaded before may have gaps.
   * `onState` hears `{state: connecting | live | reconnecting | over, seconds?}`.
   */
  constructor({ api, workspaceId, left, onEvent, onResync, onState }) {
    this.#api = api;
    this.#workspaceId = workspaceId;
    this.#left = left;
    this.#onEvent = onEvent;
    this.#onResync = onResync;
    this.#onState = onState;
  }

  retryNow() {
    this.#retry();
  }

  async run() {
    let failures = 0;
    while (!this.#left.aborted) {
      this.#onState({ state: 'connecting' });
      try {
        await this.#catchCursor();
        const ended = await this.#listen(() => { failures = 0; });
        if (ended.code === code.accessRevoked) break;
        if (ended.code === code.resync && !ended.delivered) this.#cursor = undefined;
        // Too slow a reader goes on at once; a server that never gets anything out is given a rest.
        if (ended.code === code.tryAgain && ended.delivered) continue;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        // A lookup that failed inside the server is a 401 as well, so one refusal is not yet the end.
        this.#refusals = error.status === 401 ? this.#refusals + 1 : 0;
        if (this.#refusals > 1) break;
      }
      if (this.#left.aborted) return;
      await this.#wait(Math.min(longestWait, 2 ** failures++));
    }
    if (!this.#left.aborted) this.#onState({ state: 'over' });
  }

  /** Finds out whether the server is there and still knows us, and where to listen from. */
  async #catchCursor() {
    if (this.#cursor === undefined) {
      const tail = await this.#api.tailCursor(this.#workspaceId);
      await this.#onResync();
      this.#cursor = tail;
    } else {
      await this.#api.events(this.#workspaceId, this.#cursor, 1);
    }
    this.#refusals = 0;
  }

  /** Resolves when the socket has ended, with its close code and whether it had delivered anything. */
  #listen(onOpen) {
    return new Promise(resolve => {
      const url = new URL('/api/realtime/ws', location.origin.replace(/^http/, 'ws'));
      url.searchParams.set('workspace_id', this.#workspaceId);
      if (this.#cursor) url.searchParams.set('after_cursor', this.#cursor);

      const socket = new WebSocket(url, this.#api.socketProtocol);
      const ended = new AbortController();
      let delivered = false;
      let proof;

      const end = closeCode => {
        if (ended.signal.aborted) return;
        ended.abort();
        clearTimeout(opening);
        clearInterval(proof);
        // The server never answers a close frame; whoever waited for it would wait for the browser's own timeout.
        socket.close();
        resolve({ code: closeCode, delivered });
      };
      const opening = setTimeout(() => end(), openTimeout);
      const listening = { signal: ended.signal };

      socket.addEventListener('open', () => {
        clearTimeout(opening);
        proof = setInterval(() => this.#prove(end), proofInterval);
        onOpen();
        this.#onState({ state: 'live' });
      }, listening);
      socket.addEventListener('message', frame => {
        delivered = true;
        const event = JSON.parse(frame.data);
        if (event.cursor > (this.#cursor ?? '')) this.#cursor = event.cursor;
        this.#onEvent(event);
      }, listening);
      socket.addEventListener('close', event => end(event.code), listening);
      this.#left.addEventListener('abort', () => end(), listening);
    });
  }

  /** Ends the socket when the log holds something that it should have brought by now, or cannot be read any more. */
  async #prove(end) {
    try {
      const { events } = await this.#api.events(this.#workspaceId, this.#cursor, 1);
      if (events.length === 0) return;
      setTimeout(() => { if (events[0].cursor > this.#cursor) end(); }, proofGrace);
    } catch {
      end();
    }
  }

  #wait(seconds) {
    return new Promise(resolve => {
      let remaining = seconds;
      const done = () => {
        clearInterval(ticking);
        this.#left.removeEventListener('abort', done);
        resolve();
      };
      const tick = () => {
        if (remaining === 0) return done();
        this.#onState({ state: 'reconnecting', seconds: remaining-- });
      };
      const ticking = setInterval(tick, 1000);
      this.#retry = done;
      this.#left.addEventListener('abort', done);
      tick();
    });
  }
}
