// What can be done with a message in either list. Failures are said where they happened, in the server's words.

/** `composer` receives what is to be quoted or edited; `notify` says a line to the reader. */
export function messageActions({ api, composer, notify, openThread }) {
  const attempt = async (what, work) => {
    try {
      return await work();
    } catch (error) {
      notify(`Could not ${what}: ${error.message}`);
      return undefined;
    }
  };

  return {
    notify,
    openThread,
    quote: message => composer.quote(message),
    edit: message => composer.edit(message),
    react: (message, emoji, isMine) => attempt('react', () => isMine ? api.unreact(message.id, emoji) : api.react(message.id, emoji)),
    remove: message => attempt('delete it', () => api.remove(message.id)),
    saveEdit: async (message, body) => Boolean(await attempt('save it', () => api.edit(message.id, body))),
    download: upload => attempt('download it', async () => save(await api.upload(upload.id), upload.filename)),
  };
}

function save(blob, filename) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = filename;
  link.click();
  // The download reads the address after this turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
