import { api } from './api';
import type { State } from './api';
import { h, toast } from './dom';
import type { Store } from './store';

const actions: Record<string, { label: string; body: object }> = {
  approve: { label: 'Approve', body: { action: 'approve' } },
  reject: { label: 'Reject', body: { action: 'reject', reason: 'INVALID_FORMAT' } },
  pause: { label: 'Pause for low quality', body: { action: 'pause' } },
  unpause: { label: 'Unpause', body: { action: 'unpause' } },
  disable: { label: 'Disable', body: { action: 'disable' } },
  yellow: { label: 'Quality yellow', body: { action: 'quality', quality: 'YELLOW' } },
  red: { label: 'Quality red', body: { action: 'quality', quality: 'RED' } },
  green: { label: 'Quality green', body: { action: 'quality', quality: 'GREEN' } },
  marketing: { label: 'Move to marketing', body: { action: 'category', category: 'MARKETING' } },
  notice: {
    label: 'Announce marketing in 24 h',
    body: { action: 'category', category: 'MARKETING', noticeHours: 24 },
  },
};

function row(store: Store, template: State['templates'][number]): HTMLElement {
  const choice = h(
    'select',
    {
      'aria-label': `Review ${template.name} (${template.language})`,
      onchange: () => {
        const action = actions[choice.value];
        choice.value = '';
        choice.blur();
        if (!action) return;
        void api
          .template({ ...action.body, id: template.id })
          .then(() => store.load())
          .catch((error: unknown) => toast(String(error)));
      },
    },
    h('option', { value: '' }, 'Review…'),
    ...Object.entries(actions).map(([value, { label }]) => h('option', { value }, label)),
  );
  const tone =
    template.status === 'APPROVED'
      ? 'is-good'
      : template.status === 'PENDING'
        ? 'is-caution'
        : 'is-bad';
  return h(
    'li',
    {},
    h(
      'span',
      {},
      h('strong', {}, template.name),
      h(
        'small',
        {},
        `${template.language} · ${template.category.toLowerCase()} · quality ${template.quality.toLowerCase()}`,
      ),
    ),
    h('span', { class: `badge ${tone}` }, template.status.toLowerCase()),
    choice,
  );
}

/** The account's templates, to be reviewed as Meta would. */
export const templateList = (store: Store, state: State) =>
  h(
    'section',
    {},
    h('h3', {}, 'Templates'),
    h('ul', { class: 'templates' }, ...state.templates.map((template) => row(store, template))),
  );
