import { z } from 'zod';
import { accountTemplateSchema } from '../content/account-template';

// Absent and null are the same to us; `optional` last keeps the key optional in the type too.
const maybe = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined)
  .optional();
const id = z.union([z.string(), z.number()]).transform(String);

export const successSchema = z.object({ success: z.boolean() });
export const uploadedSchema = z.object({ id });

export const mediaInfoSchema = z.object({
  id: id.optional(),
  url: z.string(),
  mime_type: maybe,
  sha256: maybe,
  file_size: z
    .union([z.number(), z.string()])
    .nullish()
    .transform((size) => (size == null ? undefined : Number(size))),
});

const healthSchema = z.looseObject({
  can_send_message: maybe,
  entities: z
    .array(
      z.looseObject({
        entity_type: maybe,
        id: id.optional(),
        can_send_message: maybe,
        errors: z
          .array(
            z.looseObject({
              error_code: z.number().optional(),
              error_description: maybe,
              possible_solution: maybe,
            }),
          )
          .optional(),
        additional_info: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});

export const phoneNumberSchema = z.object({
  id,
  display_phone_number: maybe,
  verified_name: maybe,
  quality_rating: maybe,
  code_verification_status: maybe,
  name_status: maybe,
  platform_type: maybe,
  throughput: z
    .looseObject({ level: maybe })
    .nullish()
    .transform((value) => value?.level),
  webhook_configuration: z.record(z.string(), z.unknown()).optional(),
  status: maybe,
  account_mode: maybe,
  is_official_business_account: z.boolean().optional(),
  whatsapp_business_manager_messaging_limit: maybe,
  health_status: healthSchema.optional(),
});

export const phoneNumberFields = Object.keys(phoneNumberSchema.shape)
  .filter((field) => field !== 'health_status')
  .concat('health_status')
  .join(',');

export const phoneNumbersSchema = z.object({ data: z.array(phoneNumberSchema) });
export const healthAnswerSchema = z.object({ id: id.optional(), health_status: healthSchema });

export const profileSchema = z.object({
  about: maybe,
  address: maybe,
  description: maybe,
  email: maybe,
  profile_picture_url: maybe,
  websites: z.array(z.string()).optional(),
  vertical: maybe,
});
export const profileAnswerSchema = z.object({ data: z.array(profileSchema) });

const blockedUser = z.looseObject({ input: maybe, wa_id: maybe, user_id: maybe });
export const blockAnswerSchema = z.object({
  block_users: z.object({
    added_users: z.array(blockedUser).default([]),
    removed_users: z.array(blockedUser).default([]),
    failed_users: z.array(blockedUser).default([]),
  }),
});

const paging = z
  .object({ cursors: z.object({ after: maybe }).optional(), next: maybe })
  .nullish()
  .transform((value) => (value?.next ? value.cursors?.after : undefined));

export const blockedUsersSchema = z.object({ data: z.array(blockedUser), paging });
export const templatesSchema = z.object({ data: z.array(accountTemplateSchema), paging });
export const subscribedAppsSchema = z.object({
  data: z.array(
    z.looseObject({
      whatsapp_business_api_data: z
        .looseObject({ id: id.optional(), name: maybe, link: maybe })
        .optional(),
      override_callback_uri: maybe,
    }),
  ),
});

/** Meta's account of a number; fields as in its documentation. */
export type PhoneNumber = z.infer<typeof phoneNumberSchema>;
export type HealthStatus = z.infer<typeof healthSchema>;
export type BusinessProfile = z.infer<typeof profileSchema>;
export type MediaInfo = z.infer<typeof mediaInfoSchema>;
export type BlockAnswer = z.infer<typeof blockAnswerSchema>['block_users'];
