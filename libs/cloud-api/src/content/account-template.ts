import { z } from 'zod';

const text = z.string();
// Absent and null are the same to us; `optional` last keeps the key optional in the type too.
const maybe = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined)
  .optional();

const buttonSchema = z.looseObject({
  type: text,
  text: maybe,
  url: maybe,
  phone_number: maybe,
  example: z.unknown().optional(),
  otp_type: maybe,
});

const plainComponentSchema = z.looseObject({
  type: text,
  format: maybe,
  text: maybe,
  buttons: z.array(buttonSchema).optional(),
  add_security_recommendation: z.boolean().optional(),
  code_expiration_minutes: z.number().optional(),
  limited_time_offer: z
    .looseObject({ text: maybe, has_expiration: z.boolean().optional() })
    .optional(),
});

const componentSchema = plainComponentSchema.extend({
  cards: z.array(z.looseObject({ components: z.array(plainComponentSchema) })).optional(),
});

/** A template as the account lists it, with the components that make it. */
export const accountTemplateSchema = z.object({
  id: z.union([text, z.number()]).transform(String),
  name: text,
  language: text,
  status: text,
  category: text,
  previous_category: maybe,
  parameter_format: text
    .nullish()
    .transform((value) =>
      value?.toUpperCase() === 'NAMED' ? ('NAMED' as const) : ('POSITIONAL' as const),
    ),
  quality_score: z
    .looseObject({ score: maybe })
    .nullish()
    .transform((value) => value?.score),
  rejected_reason: maybe,
  components: z.array(componentSchema).default([]),
});

export type AccountTemplate = z.infer<typeof accountTemplateSchema>;
export type TemplateComponent = z.infer<typeof componentSchema>;
export type TemplateButton = z.infer<typeof buttonSchema>;
