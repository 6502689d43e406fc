import type { ThreadTemplate } from '../thread/thread-message';
import { templateShape, unfillable } from './template-fields';

/** Templates in these states can be sent; Meta keeps flagged and reinstated ones running. */
const sendable = ['APPROVED', 'FLAGGED', 'REINSTATED'];

const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/** A language code of Meta's as people call it: `en_US` is "American English". */
export function languageName(code: string): string {
  try {
    return languageNames.of(code.replace('_', '-')) ?? code;
  } catch {
    return code;
  }
}

export interface ListedTemplate {
  template: ThreadTemplate;
  title: string;
  category: string;
  language: string;
  /** The first line of its body. */
  words: string;
  /** Why it cannot be sent from a chat, if so. */
  hindrance?: string;
}

const sentence = (text: string) => {
  const words = text.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The templates a chat can offer: the contact's language first, then by name. */
export function listTemplates(
  templates: readonly ThreadTemplate[],
  contactLanguage?: string | null,
): ListedTemplate[] {
  const isOwn = (code: string) =>
    contactLanguage && code.slice(0, 2) === contactLanguage.slice(0, 2);
  return templates
    .filter((template) => sendable.includes(template.status.toUpperCase()))
    .map((template) => {
      const shape = templateShape(template);
      const body =
        shape.components.find((component) => component.type.toUpperCase() === 'BODY')?.text ?? '';
      const hindrance = unfillable(shape);
      return {
        template,
        title: sentence(template.name),
        category: sentence(template.category),
        language: languageName(template.language),
        words: body.split('\n')[0] ?? '',
        ...(hindrance ? { hindrance } : {}),
      };
    })
    .sort(
      (a, b) =>
        Number(Boolean(a.hindrance)) - Number(Boolean(b.hindrance)) ||
        Number(Boolean(isOwn(b.template.language))) - Number(Boolean(isOwn(a.template.language))) ||
        a.title.localeCompare(b.title),
    );
}

/** The templates whose name or words hold every word of the search. */
export function searchTemplates(
  listed: readonly ListedTemplate[],
  query: string,
  language: string,
): ListedTemplate[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  return listed.filter(({ template, title, words, category }) => {
    if (language && template.language !== language) return false;
    const text = `${title} ${template.name} ${words} ${category}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
