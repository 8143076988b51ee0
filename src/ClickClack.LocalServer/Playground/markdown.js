// The little Markdown people and bots use in chat: bold, italic, struck, code, code blocks and links. Line breaks are kept
// by the style sheet. Chat text is hostile: only nodes are built, only http and https are linked, and the work is bounded
// (emphasis reaches a limited way, nests a limited way, and very long messages are shown as they were written).

import { el } from './dom.js';

const longestFormatted = 20_000;
const longestSpan = 1_000;
const deepest = 4;
const mostTicks = 4;

const emphasis = [
  { mark: '**', tag: 'strong' },
  { mark: '__', tag: 'strong', wordBound: true },
  { mark: '~~', tag: 's' },
  { mark: '*', tag: 'em' },
  { mark: '_', tag: 'em', wordBound: true },
];

const escapable = /[\\`*_~[\]()@<>#!.-]/;
const wordCharacter = /[\p{L}\p{N}_]/u;
const bareLink = /https?:\/\/[^\s<>"`]+/iy;
const markedLink = /\[([^\][\n]{1,500})\]\(\s*<?([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)?)>?\s*\)/y;
const mention = /@([A-Za-z0-9_-]+)/y;

/** `handles` maps the handles of the workspace to their users; mentions of `me` stand out more. */
export function renderMarkdown(body, { handles, me }) {
  const fragment = document.createDocumentFragment();
  if (body.length > longestFormatted) {
    fragment.append(el('p', {}, body));
    return fragment;
  }

  for (const block of blocksOf(body)) {
    fragment.append(block.isCode
      ? el('pre', { tabindex: '0', 'aria-label': 'Code' }, el('code', {}, block.text))
      : el('p', {}, ...inline(block.text, { handles, me, depth: 0 })));
  }
  return fragment;
}

function blocksOf(body) {
  const blocks = [];
  let lines = [];
  let inCode = false;
  const close = () => {
    const text = lines.join('\n');
    if (inCode || text.trim()) blocks.push({ isCode: inCode, text: inCode ? text : text.replace(/^\n+|\n+$/g, '') });
    lines = [];
  };
  for (const line of body.split(/\r?\n/)) {
    const isFence = inCode ? line.trim() === '```' : /^\s{0,3}```[^`]*$/.test(line);
    if (isFence) {
      close();
      inCode = !inCode;
    } else {
      lines.push(line);
    }
  }
  close();
  return blocks;
}

function inline(text, context) {
  const nodes = [];
  let plain = '';
  let at = 0;
  const emit = (node, length) => {
    if (plain) nodes.push(plain);
    plain = '';
    nodes.push(node);
    at += length;
  };

  while (at < text.length) {
    const character = text[at];
    if (character === '\\' && escapable.test(text[at + 1] ?? '')) {
      plain += text[at + 1];
      at += 2;
      continue;
    }
    const found = spanAt(text, at, context);
    if (found) {
      emit(found.node, found.length);
    } else {
      plain += character;
      at += 1;
    }
  }
  if (plain) nodes.push(plain);
  return nodes;
}

function spanAt(text, at, context) {
  switch (text[at]) {
    case '`': return codeAt(text, at);
    case '[': return markedLinkAt(text, at, context);
    case '@': return mentionAt(text, at, context);
    case 'h': case 'H': return bareLinkAt(text, at, context);
    case '*': case '_': case '~': return emphasisAt(text, at, context);
    default: return null;
  }
}

function codeAt(text, at) {
  let ticks = 1;
  while (text[at + ticks] === '`' && ticks < mostTicks) ticks += 1;
  const reach = text.slice(at + ticks, at + ticks + longestSpan);
  const end = reach.indexOf('`'.repeat(ticks));
  if (end < 1) return null;
  return { node: el('code', {}, reach.slice(0, end)), length: ticks * 2 + end };
}

function emphasisAt(text, at, context) {
  if (context.depth >= deepest) return null;
  const { mark, tag, wordBound } = emphasis.find(kind => text.startsWith(kind.mark, at)) ?? {};
  if (!mark || (wordBound && wordCharacter.test(text[at - 1] ?? ''))) return null;

  const start = at + mark.length;
  if (/\s|^$/.test(text[start] ?? '')) return null;
  const reach = text.slice(start, start + longestSpan);
  for (let end = reach.indexOf(mark, 1); end > 0; end = reach.indexOf(mark, end + 1)) {
    const after = reach[end + mark.length] ?? '';
    const closes = !/\s/.test(reach[end - 1]) && after !== mark[0] && !(wordBound && wordCharacter.test(after));
    if (!closes) continue;
    const inner = inline(reach.slice(0, end), { ...context, depth: context.depth + 1 });
    return { node: el(tag, {}, ...inner), length: mark.length * 2 + end };
  }
  return null;
}

function markedLinkAt(text, at, context) {
  markedLink.lastIndex = at;
  const match = markedLink.exec(text);
  const address = match && safeAddress(match[2]);
  if (!address || context.inLink) return null;
  const label = inline(match[1], { ...context, inLink: true, depth: context.depth + 1 });
  return { node: link(address, label), length: match[0].length };
}

function bareLinkAt(text, at, context) {
  if (context.inLink || wordCharacter.test(text[at - 1] ?? '')) return null;
  bareLink.lastIndex = at;
  const match = bareLink.exec(text);
  if (!match) return null;
  const shown = withoutTrailingPunctuation(match[0]);
  const address = safeAddress(shown);
  return address && { node: link(address, [shown]), length: shown.length };
}

function withoutTrailingPunctuation(address) {
  const trimmed = address.replace(/[.,;:!?'*_~\]]+$/, '');
  return trimmed.endsWith(')') && !trimmed.includes('(') ? trimmed.slice(0, -1) : trimmed;
}

/** A user name in an address is there to be taken for its host. */
function safeAddress(text) {
  try {
    const address = new URL(text);
    return ['http:', 'https:'].includes(address.protocol) && !address.username && !address.password ? address : null;
  } catch {
    return null;
  }
}

/** The title shows where a link really goes, whatever its label says. */
function link(address, label) {
  return el('a', { href: address.href, title: address.href, target: '_blank', rel: 'noopener noreferrer nofollow' }, ...label);
}

/** Marks what the server takes for a mention, which includes handles inside emphasis but not in addresses. */
function mentionAt(text, at, { handles, me }) {
  if (/[A-Za-z0-9_@-]/.test(text[at - 1] ?? '')) return null;
  mention.lastIndex = at;
  const match = mention.exec(text);
  const user = match && handles.get(match[1].toLowerCase());
  if (!user) return null;
  const node = el('span', { class: user.id === me.id ? 'mention mention-me' : 'mention', title: user.display_name }, match[0]);
  return { node, length: match[0].length };
}
