type Child = Node | string | undefined | false;
type Props = Record<string, unknown>;

/** An element with its properties, listeners (`onclick`) and children; texts are texts, never HTML. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: (Child | Child[])[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value as EventListener);
    else if (name === 'class') element.className = String(value);
    else if (name in element && !name.startsWith('aria') && !readOnly.has(name))
      Object.assign(element, { [name]: value });
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== false));
  return element;
}

const readOnly = new Set(['list', 'form', 'role', 'popovertarget']);

const paths = {
  back: 'M15 18l-6-6 6-6',
  plus: 'M12 5v14M5 12h14',
  send: 'M4 12l16-8-6 16-3-7-7-1z',
  clip: 'M20 11.5l-8.4 8.4a5.5 5.5 0 0 1-7.8-7.8l9-9a3.7 3.7 0 0 1 5.2 5.2l-8.8 8.8a1.8 1.8 0 0 1-2.6-2.6l8-8',
  more: 'M12 5.5h.01M12 12h.01M12 18.5h.01',
  close: 'M6 6l12 12M18 6L6 18',
  reply: 'M9 7l-5 5 5 5M4 12h10a6 6 0 0 1 6 6v1',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  panel: 'M4 7h10M18 7h2M4 17h2M10 17h10M14 4.5v5M6 14.5v5',
  pin: 'M12 21s7-6.2 7-11a7 7 0 0 0-14 0c0 4.8 7 11 7 11zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  file: 'M7 3h7l5 5v13H7zM14 3v5h5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0',
  link: 'M14 5h5v5M19 5l-9 9M11 5H5v14h14v-6',
  phone:
    'M6 3h4l1.5 5L9 10a12 12 0 0 0 5 5l2-2.500L21 14v4a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  cart: 'M3 4h2.500l2.500 11h9.500L20 7H6.500M9.500 19.500h.01M16.500 19.500h.01',
  mic: 'M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3zM6 11.500a6 6 0 0 0 12 0M12 17.500V21',
  smile: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.500 14a4 4 0 0 0 7 0M9 9.500h.01M15 9.500h.01',
  edit: 'M4 20l1-4L16 5l3 3L8 19z',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2',
};

export type IconName = keyof typeof paths;

/** An outline icon; what it means is said by the control around it. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}

/** A round button with an icon and a name. */
export const iconButton = (
  name: IconName,
  label: string,
  onclick: (event: Event) => void,
  more: Props = {},
) =>
  h(
    'button',
    { type: 'button', class: 'icon-button', title: label, 'aria-label': label, onclick, ...more },
    icon(name),
  );

export const field = (label: string, control: HTMLElement, hint?: string) =>
  h(
    'label',
    { class: 'field' },
    h('span', {}, label),
    control,
    hint ? h('small', {}, hint) : undefined,
  );

export interface DialogOptions {
  title: string;
  body: HTMLElement[];
  /** The verb on the button. */
  action: string;
  /** Throws or rejects to keep the dialog open with the reason. */
  run: () => unknown;
}

/** A dialog with one action; closes itself when the action went well. */
export function openDialog({ title, body, action, run }: DialogOptions): HTMLDialogElement {
  const problem = h('p', { class: 'problem', role: 'alert' });
  const form = h(
    'form',
    {
      onsubmit: (event: Event) => {
        event.preventDefault();
        void Promise.resolve()
          .then(run)
          .then(() => dialog.close())
          .catch(
            (error: unknown) =>
              (problem.textContent = error instanceof Error ? error.message : String(error)),
          );
      },
    },
    h(
      'header',
      {},
      h('h2', {}, title),
      iconButton('close', 'Close', () => dialog.close()),
    ),
    h('div', { class: 'dialog-body' }, ...body, problem),
    h('footer', {}, h('button', { class: 'primary', type: 'submit' }, action)),
  );
  const dialog = h(
    'dialog',
    { class: 'dialog', 'aria-label': title, onclose: () => dialog.remove() },
    form,
  );
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

let toastTimer = 0;

/** One line at the foot of the page for a few seconds. */
export function toast(message: string): void {
  const place = document.querySelector<HTMLElement>('#toast')!;
  place.textContent = message;
  place.classList.add('is-shown');
  clearTimeout(toastTimer);
  toastTimer = window.setTimeout(() => place.classList.remove('is-shown'), 4000);
}
