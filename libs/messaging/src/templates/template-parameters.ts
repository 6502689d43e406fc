import {
  templateVariables,
  type TemplateButton,
  type TemplateComponent,
  type TemplateSendComponent,
} from '@datacare/cloud-api/content';

export interface ParameterProblem {
  field: string;
  message: string;
}

/** What a template asks for, as the account lists it. */
export interface TemplateShape {
  category: string;
  /** `NAMED` or `POSITIONAL` */
  parameterFormat: string;
  components: readonly Record<string, unknown>[];
}

type Part = Pick<TemplateComponent, 'type' | 'format' | 'text' | 'buttons'>;
type SentPart = Exclude<TemplateSendComponent, { type: 'carousel' | 'limited_time_offer' }>;
interface TextFiller {
  type: string;
  parameter_name?: string | undefined;
}

class ProblemFound extends Error {
  constructor(readonly problem: ParameterProblem) {
    super(problem.message);
  }
}

const refuse = (field: string, message: string): never => {
  throw new ProblemFound({ field, message: `${field}: ${message}` });
};

const values = (count: number) => (count === 1 ? '1 value' : `${count} values`);
const braces = (name: string) => `{{${name}}}`;

function checkText(
  place: string,
  field: string,
  wanted: string[],
  given: readonly TextFiller[],
  isNamed: boolean,
): void {
  if (!isNamed) {
    if (given.length === wanted.length) return;
    const missing = wanted[given.length];
    refuse(
      field,
      missing
        ? `the ${place} has no value for ${braces(missing)} (it takes ${values(wanted.length)}, got ${given.length})`
        : `the ${place} takes ${values(wanted.length)}, got ${given.length}`,
    );
  }
  const names = given.map(
    (parameter, index) =>
      parameter.parameter_name ??
      refuse(
        `${field}[${index}]`,
        'needs a parameter_name, as this template has named placeholders',
      ),
  );
  const missing = wanted.find((name) => !names.includes(name));
  if (missing) refuse(field, `the ${place} has no value for ${braces(missing)}`);
  const index = names.findIndex((name, at) => !wanted.includes(name) || names.indexOf(name) !== at);
  if (index < 0) return;
  const name = names[index]!;
  refuse(
    `${field}[${index}]`,
    wanted.includes(name)
      ? `${braces(name)} has two values`
      : `the ${place} has no placeholder ${braces(name)}`,
  );
}

function checkHeader(
  header: Part | undefined,
  sent: readonly SentPart[],
  at: string,
  isNamed: boolean,
): void {
  const index = sent.findIndex((part) => part.type === 'header');
  const part = sent[index];
  const parameters = part?.type === 'header' ? part.parameters : [];
  const field = index < 0 ? at : `${at}[${index}].parameters`;
  const format = header ? (header.format ?? 'TEXT').toUpperCase() : 'NONE';
  if (format === 'NONE' || format === 'TEXT') {
    const wanted = templateVariables(header?.text);
    const other = parameters.find((parameter) => parameter.type !== 'text');
    if (other) refuse(field, `the header takes no ${other.type}`);
    return checkText('header', field, wanted, parameters as readonly TextFiller[], isNamed);
  }
  const kind = format === 'GIF' ? 'video' : format.toLowerCase();
  if (parameters[0]?.type !== kind)
    refuse(field, `the header needs ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`);
}

function checkBody(
  body: Part | undefined,
  sent: readonly SentPart[],
  at: string,
  shape: TemplateShape,
): void {
  const index = sent.findIndex((part) => part.type === 'body');
  const part = sent[index];
  const parameters: readonly TextFiller[] = part?.type === 'body' ? part.parameters : [];
  // Authentication templates have preset words around one code, which the account may not list.
  const wanted =
    shape.category === 'AUTHENTICATION' && !body?.text ? ['1'] : templateVariables(body?.text);
  checkText(
    'body',
    index < 0 ? at : `${at}[${index}].parameters`,
    wanted,
    parameters,
    shape.parameterFormat === 'NAMED',
  );
}

/** sub_type of the send component, whether it must come, and the parameter it carries. */
function buttonNeeds(
  button: TemplateButton,
): { subType: string; isNeeded: boolean; parameter?: string } | undefined {
  switch (button.type.toUpperCase()) {
    case 'URL':
      return templateVariables(button.url).length > 0
        ? { subType: 'url', isNeeded: true, parameter: 'text' }
        : undefined;
    case 'OTP':
      return { subType: 'url', isNeeded: true, parameter: 'text' };
    case 'COPY_CODE':
      return { subType: 'copy_code', isNeeded: true, parameter: 'coupon_code' };
    case 'QUICK_REPLY':
      return { subType: 'quick_reply', isNeeded: false, parameter: 'payload' };
    case 'FLOW':
      return { subType: 'flow', isNeeded: false, parameter: 'action' };
    case 'CATALOG':
      return { subType: 'catalog', isNeeded: false, parameter: 'action' };
    case 'MPM':
      return { subType: 'mpm', isNeeded: true, parameter: 'action' };
    case 'VOICE_CALL':
      return { subType: 'voice_call', isNeeded: false };
    default:
      return undefined;
  }
}

function checkButtons(
  buttons: readonly TemplateButton[],
  sent: readonly SentPart[],
  at: string,
): void {
  const met = new Set<number>();
  sent.forEach((part, place) => {
    if (part.type !== 'button') return;
    const field = `${at}[${place}]`;
    const index = Number(part.index);
    const button =
      buttons[index] ?? refuse(`${field}.index`, `the template has no button ${index}`);
    if (met.has(index)) refuse(`${field}.index`, `button ${index} is filled twice`);
    met.add(index);
    const needs =
      buttonNeeds(button) ??
      refuse(field, `button ${index} ("${button.text ?? button.type}") takes no value`);
    if (needs.subType !== part.sub_type)
      refuse(`${field}.sub_type`, `button ${index} is of sub_type ${needs.subType}`);
    const parameter = part.parameters?.[0];
    if (parameter && needs.parameter && parameter.type !== needs.parameter)
      refuse(
        `${field}.parameters[0].type`,
        `button ${index} takes a value of type ${needs.parameter}`,
      );
    if (!parameter && needs.isNeeded)
      refuse(`${field}.parameters`, `button ${index} needs a value`);
  });
  buttons.forEach((button, index) => {
    if (buttonNeeds(button)?.isNeeded && !met.has(index))
      refuse(
        at,
        `button ${index} ("${button.text ?? button.type}") has no value for its placeholder`,
      );
  });
}

const find = <P extends Part>(parts: readonly P[], type: string) =>
  parts.find((part) => part.type.toUpperCase() === type);

function checkCard(
  parts: readonly Part[],
  sent: readonly SentPart[],
  at: string,
  shape: TemplateShape,
): void {
  checkHeader(find(parts, 'HEADER'), sent, at, shape.parameterFormat === 'NAMED');
  checkBody(find(parts, 'BODY'), sent, at, shape);
  checkButtons(find(parts, 'BUTTONS')?.buttons ?? [], sent, at);
}

/**
 * Whether a send fills a template exactly; what Meta would refuse with 132000, 132008 or 132012 is named
 * here with its placeholder. Answers undefined when all is well.
 */
export function parameterProblem(
  shape: TemplateShape,
  sent: readonly TemplateSendComponent[] = [],
): ParameterProblem | undefined {
  const parts = shape.components as readonly TemplateComponent[];
  const at = 'template.components';
  try {
    // Parts of other kinds stay in the list, so that the field named is the one that was sent.
    checkCard(parts, sent as readonly SentPart[], at, shape);
    const cards = find(parts, 'CAROUSEL')?.cards ?? [];
    const place = sent.findIndex((part) => part.type === 'carousel');
    const carousel = sent[place];
    const filled = carousel?.type === 'carousel' ? carousel.cards : [];
    if (filled.length !== cards.length)
      refuse(at, `the carousel has ${cards.length} cards, got ${filled.length}`);
    cards.forEach((card, index) => {
      const mine = filled.findIndex((candidate) => candidate.card_index === index);
      if (mine < 0) refuse(`${at}[${place}].cards`, `card ${index} is missing`);
      checkCard(
        card.components,
        filled[mine]!.components as readonly SentPart[],
        `${at}[${place}].cards[${mine}].components`,
        shape,
      );
    });
    const offer = parts.find((part) => part.limited_time_offer)?.limited_time_offer;
    const hasOffer = sent.some((part) => part.type === 'limited_time_offer');
    if (offer?.has_expiration && !hasOffer)
      refuse(at, 'the offer needs the time when it ends (limited_time_offer)');
    if (!offer && hasOffer) refuse(at, 'the template has no limited-time offer');
    return undefined;
  } catch (error) {
    if (error instanceof ProblemFound) return error.problem;
    throw error;
  }
}
