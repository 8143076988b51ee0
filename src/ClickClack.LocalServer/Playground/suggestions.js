// What could be meant by the word before the caret: a command of a bot at the very start, or a handle anywhere.

const most = 8;

/** `{start, items: [{insert, label, hint, detail, user?}]}`, or null when nothing is being asked for. */
export function suggestionsFor(textBeforeCaret, store, conversation) {
  const command = /^\/[a-z0-9_-]*$/i.exec(textBeforeCaret);
  if (command) return offer(0, commandsLike(command[0].toLowerCase(), store, conversation));

  const handle = /(?:^|[^A-Za-z0-9_@-])@([a-z0-9_-]*)$/i.exec(textBeforeCaret);
  if (handle) return offer(textBeforeCaret.length - handle[1].length - 1, peopleLike(handle[1].toLowerCase(), store));
  return null;
}

function offer(start, items) {
  return items.length ? { start, items: items.slice(0, most) } : null;
}

function commandsLike(typed, store, conversation) {
  return store.commandsIn(conversation)
    .filter(({ command }) => command.startsWith(typed))
    .map(({ command, args_hint: argsHint, description, bot }) => ({
      insert: `${command} `, label: command, hint: argsHint, detail: description, user: store.users.get(bot.id) ?? bot,
    }));
}

function peopleLike(typed, store) {
  return [...store.handles.values()]
    .filter(user => user.id !== store.me.id && (user.handle.startsWith(typed) || user.display_name.toLowerCase().startsWith(typed)))
    .sort((a, b) => a.handle.localeCompare(b.handle))
    .map(user => ({ insert: `@${user.handle} `, label: user.display_name, hint: `@${user.handle}`, detail: '', user }));
}
