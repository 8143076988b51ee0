/**
 * Runs `work` once at a time per key. Calls made meanwhile share one further run, because what they heard of may have
 * happened after the running request was answered. A burst of a hundred events costs two requests.
 */
export class Coalescer {
  #running = new Map();

  run(key, work) {
    const current = this.#running.get(key);
    if (current) return current.next ??= current.promise.then(() => this.run(key, work), () => this.run(key, work));

    const entry = { promise: work() };
    this.#running.set(key, entry);
    const finished = () => this.#running.delete(key);
    entry.promise = entry.promise.then(
      result => { finished(); return result; },
      error => { finished(); throw error; });
    return entry.promise;
  }
}
