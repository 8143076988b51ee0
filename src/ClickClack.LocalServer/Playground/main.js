// Comes in with the single-use code of the address, and keeps one session on the page. Tokens live in these variables only.

import { enteringPanel, failedEntrancePanel, usedAddressPanel } from './render-entrance.js';
import { redeemCode } from './api.js';
import { Notice } from './notice.js';
import { Session } from './session.js';
import { shell } from './render-shell.js';

const page = document.getElementById('page');
const announcer = document.getElementById('announcer');
const notice = new Notice();
let session = null;

/** The code leaves the address bar, and with it the history, before anything else happens. */
function takeCode() {
  const code = location.hash.slice(1);
  if (code) history.replaceState(null, '', location.pathname);
  return code;
}

async function enter(code) {
  if (!code) return page.replaceChildren(usedAddressPanel());
  const isAlive = session && session.store.connection.state !== 'over';
  if (!isAlive) page.replaceChildren(enteringPanel());
  try {
    const { workspace, people } = await redeemCode(code);
    return become(workspace, people, people[0]);
  } catch (error) {
    // An old address pasted over a session that works costs nothing.
    if (isAlive) return notice.say(`That address does not open the playground: ${error.message}`);
    const isRefused = error.status >= 400 && error.status < 500;
    return page.replaceChildren(isRefused ? usedAddressPanel() : failedEntrancePanel(error.message, () => enter(code)));
  }
}

function become(workspace, people, person, conversationId) {
  session?.leave();
  session = new Session(workspace, person);
  page.replaceChildren(shell({
    session,
    people,
    announce: text => { announcer.textContent = text; },
    notify: notice.say,
    become: (other, selectedId) => become(workspace, people, other, selectedId),
  }));
  session.start(conversationId);
}

// A newer address pasted into the same tab changes the hash and loads nothing.
window.addEventListener('hashchange', () => {
  const code = takeCode();
  if (code) enter(code);
});

notice.element.classList.add('page-notice');
document.body.append(notice.element);
enter(takeCode());
