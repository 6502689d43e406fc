import { Component, input, output } from '@angular/core';
import type { CreateChannelInput } from '../core/graphql/generated';

export interface FormProblem {
  /** The field that is meant, when it is one. */
  readonly field: string | null;
  readonly message: string;
}

/** A new number, as Meta's WhatsApp manager names its parts. */
@Component({
  selector: 'dc-channel-form',
  templateUrl: './channel-form.html',
  styleUrl: './channel-form.scss',
})
export class ChannelForm {
  readonly isSaving = input(false);
  readonly problem = input<FormProblem | null>(null);
  readonly save = output<CreateChannelInput>();
  readonly cancelled = output<void>();

  protected readonly fields = [
    {
      name: 'name',
      label: 'Name',
      hint: 'What your team calls it, for example Sales',
      type: 'text',
    },
    {
      name: 'phoneNumberId',
      label: 'Phone number id',
      hint: 'WhatsApp manager, Phone numbers',
      type: 'text',
    },
    {
      name: 'businessAccountId',
      label: 'WhatsApp business account id',
      hint: 'WhatsApp manager, Settings',
      type: 'text',
    },
    {
      name: 'accessToken',
      label: 'Access token',
      hint: 'A system user’s token that does not expire; it is kept encrypted and never shown again',
      type: 'password',
    },
  ] as const;

  protected problemOf(field: string): string | null {
    const problem = this.problem();
    return problem?.field?.endsWith(field) ? problem.message : null;
  }

  protected isElsewhere(problem: FormProblem): boolean {
    return !this.fields.some(({ name }) => problem.field?.endsWith(name));
  }

  protected submit(event: SubmitEvent): void {
    event.preventDefault();
    const values = new FormData(event.target as HTMLFormElement);
    const of = (name: string) => String(values.get(name) ?? '').trim();
    this.save.emit({
      name: of('name'),
      phoneNumberId: of('phoneNumberId'),
      businessAccountId: of('businessAccountId'),
      accessToken: of('accessToken'),
    });
  }
}
