// What a conversation is called, for people and for browser tests.

export function isDirect(conversation) {
  return Array.isArray(conversation.members);
}

export function othersIn(conversation, me) {
  return conversation.members.filter(member => member.id !== me.id);
}

export function nameOf(user) {
  return user?.display_name || user?.former_handle || user?.handle || 'someone';
}

export function titleOf(conversation, me) {
  if (!isDirect(conversation)) return conversation.name;
  return othersIn(conversation, me).map(nameOf).join(', ') || 'nobody else';
}

/** How one speaks of it inside a sentence: `#general`, `Echo`. */
export function spokenTitleOf(conversation, me) {
  return isDirect(conversation) ? titleOf(conversation, me) : `#${conversation.name}`;
}

export function testIdOf(conversation, me) {
  if (!isDirect(conversation)) return `channel-${conversation.name}`;
  return `dm-${othersIn(conversation, me).map(other => other.handle || other.id).join('+')}`;
}
