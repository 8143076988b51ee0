// Puts the panes of one session together. On a narrow screen one pane is shown at a time.

import { ConnectionBar } from './render-connection.js';
import { ConversationView } from './render-conversation.js';
import { newChannelDialog } from './dialog-new-channel.js';
import { newDirectDialog } from './dialog-new-direct.js';
import { Sidebar } from './render-sidebar.js';
import { ThreadView } from './render-thread.js';
import { el } from './dom.js';

// On a touch screen the keyboard would jump up with the focus.
const canHover = matchMedia('(hover: hover)');

/**
 * `announce` speaks a line to screen readers, `notify` shows one, and `become(person, conversationId)` ends this session and
 * begins another.
 */
export function shell({ session, people, announce, notify, become }) {
  const { store, api, sync } = session;

  const open = id => {
    store.select(id);
    root.dataset.pane = 'conversation';
    focusComposer();
  };
  const openDirect = async users => {
    // Until it is open the old conversation is still in view; what is typed now must not land there.
    conversation.element.inert = true;
    try {
      const direct = await api.openDirect(store.workspace.id, users.map(user => user.id));
      store.directs.set(direct.id, store.directs.get(direct.id) ?? direct);
      store.changed('directory');
      open(direct.id);
    } finally {
      conversation.element.inert = false;
      focusComposer();
    }
  };
  const focusComposer = () => {
    if (canHover.matches) (store.openThreadId ? thread : conversation).focusComposer();
  };
  const show = dialog => {
    document.body.append(dialog);
    session.left.addEventListener('abort', () => dialog.remove(), { once: true });
    dialog.showModal();
  };

  const conversation = new ConversationView({ session, announce, onBack: () => { root.dataset.pane = 'list'; } });
  const thread = new ThreadView({ session, onClose: () => store.openThread(null) });
  const sidebar = new Sidebar({
    session,
    people,
    onOpen: open,
    onGreet: user => openDirect([user]).catch(error => notify(`Could not open the conversation: ${error.message}`)),
    onNewDirect: async () => {
      // Newcomers are not announced on the wire.
      await sync.loadMembers().catch(() => {});
      show(newDirectDialog({ store, open: openDirect }));
    },
    onNewChannel: () => show(newChannelDialog({
      create: async name => {
        const { id } = await api.createChannel(store.workspace.id, name);
        await sync.loadChannels();
        open(id);
      },
    })),
    onBecome: person => become(person, store.selectedId),
  });

  const root = el('div', { class: 'shell', 'data-pane': 'conversation' },
    new ConnectionBar({ session }).element, sidebar.element, conversation.element, thread.element);
  store.on('selection', () => {
    root.classList.toggle('with-thread', Boolean(store.openThreadId));
    focusComposer();
  });
  return root;
}
