import { type Provider, signal } from '@angular/core';
import { Graph } from '../core/graphql/graph';
import { Session } from '../core/session/session';

type Answer = (variables: never) => unknown;

export interface Asked {
  readonly name: string;
  readonly variables: Record<string, unknown>;
}

/** The operation's name, as it stands in its text. */
function nameOf(document: string): string {
  return /^\s*(?:query|mutation|subscription) (\w+)/.exec(document)?.[1] ?? 'unnamed';
}

/** Stands in for the API: each operation is answered by the function of its name; what was asked is kept. */
export class ScriptedGraph {
  readonly asked: Asked[] = [];
  constructor(readonly answers: Record<string, Answer>) {}

  readonly query = (document: string, variables: Record<string, unknown>) =>
    this.answer(document, variables);
  readonly mutate = this.query;

  private async answer(document: string, variables: Record<string, unknown>): Promise<unknown> {
    const name = nameOf(document);
    this.asked.push({ name, variables });
    const answer = this.answers[name];
    if (!answer) throw new Error(`The case does not say what ${name} answers.`);
    return answer(variables as never);
  }
}

export const viewer = {
  id: 'me',
  name: 'Wanjiku Kamau',
  email: 'wanjiku@example.com',
  role: 'AGENT',
  teams: [],
};

/** A signed-in member and a scripted API. */
export function scripted(graph: ScriptedGraph): Provider[] {
  return [
    { provide: Graph, useValue: graph },
    {
      provide: Session,
      useValue: {
        me: signal(viewer),
        state: signal('signed-in'),
        hasExpired: signal(false),
        can: () => true,
      },
    },
  ];
}
