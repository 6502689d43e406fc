import { Chat } from './chat';
import { renderChatList } from './chat-list';
import { newCustomer } from './customer-dialog';
import { iconButton, toast } from './dom';
import { renderPanel } from './panel';
import { Store } from './store';

const get = (id: string) => document.querySelector<HTMLElement>(`#${id}`)!;

const store = new Store();
const list = get('chats');
const panel = get('panel');
const chat = new Chat(get('chat'), store);

function togglePanel(isOpen = Boolean(panel.hidden)): void {
  panel.hidden = !isOpen;
  panelButton.setAttribute('aria-expanded', String(isOpen));
  document.body.classList.toggle('has-panel', isOpen);
  localStorage.setItem('panel', isOpen ? 'open' : 'closed');
  renderPanel(panel, store);
}

const panelButton = iconButton('panel', 'Control panel', () => togglePanel(), {
  'aria-controls': 'panel',
  'aria-expanded': 'false',
});
get('actions').append(
  iconButton('plus', 'New customer', () => newCustomer(store)),
  panelButton,
);

store.listen((what) => {
  if (what === 'list' || what === 'typing') renderChatList(list, store);
  if (what === 'chat' || what === 'list') chat.render();
  if (what === 'typing') chat.renderTyping();
  if (what === 'panel') renderPanel(panel, store);
  document.body.classList.toggle('has-chat', store.selectedId !== undefined);
  const hash = store.selectedId ? `#${encodeURIComponent(store.selectedId)}` : location.pathname;
  if (location.hash !== (store.selectedId ? hash : '')) history.replaceState(null, '', hash);
});

document.addEventListener('visibilitychange', () => void store.readOpened());
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || document.querySelector('dialog[open], :popover-open')) return;
  if (!panel.hidden && panel.contains(document.activeElement)) togglePanel(false);
});

// Numbers of the panel move without events of their own.
window.setInterval(() => {
  if (!panel.hidden && !document.hidden) store.reloadSoon(0);
}, 3000);

const wanted = decodeURIComponent(location.hash.slice(1));
try {
  await store.load();
  const known = store.state?.customers.find((customer) => customer.id === wanted);
  const first = matchMedia('(min-width: 800px)').matches ? store.state?.customers[0] : undefined;
  await store.open((known ?? first)?.id);
  togglePanel(
    localStorage.getItem('panel') === 'open' && matchMedia('(min-width: 1200px)').matches,
  );
  store.follow();
} catch (error) {
  toast(`The simulator does not answer: ${String(error)}`);
}
