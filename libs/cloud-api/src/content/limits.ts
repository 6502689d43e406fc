const MB = 1024 * 1024;

/** Meta's limits on what a business may send; lengths in UTF-16 units, sizes in bytes. */
export const limits = {
  textBody: 4096,
  caption: 1024,
  filename: 240,
  opaque: 512,
  contacts: 257,
  locationText: 1000,
  link: 2048,
  interactiveBody: 1024,
  listBody: 4096,
  header: 60,
  footer: 60,
  buttons: 3,
  buttonTitle: 20,
  buttonId: 256,
  listButton: 20,
  listSections: 10,
  listRows: 10,
  listRowId: 200,
  listRowTitle: 24,
  listRowDescription: 72,
  sectionTitle: 24,
  ctaText: 20,
  products: 30,
  productSections: 10,
  carouselCardsMin: 2,
  carouselCards: 10,
  carouselCardBody: 160,
  carouselCardLineBreaks: 2,
  templateName: 512,
  templateParameter: 32_768,
  couponCode: 20,
  quickReplyPayload: 256,
  templateButtons: 10,
  typingSeconds: 25,
  windowHours: 24,
  media: {
    image: { mimes: ['image/jpeg', 'image/png'], maxBytes: 5 * MB },
    video: { mimes: ['video/mp4', 'video/3gpp'], maxBytes: 16 * MB },
    audio: {
      mimes: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
      maxBytes: 16 * MB,
    },
    document: {
      mimes: [
        'text/plain',
        'application/pdf',
        'application/msword',
        'application/vnd.ms-excel',
        'application/vnd.ms-powerpoint',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      ],
      maxBytes: 100 * MB,
    },
    sticker: { mimes: ['image/webp'], maxBytes: 500 * 1024, maxStaticBytes: 100 * 1024 },
  },
} as const;

export type MediaKind = keyof typeof limits.media;

/** Which message kind a file is sent as, by its MIME type; undefined when WhatsApp takes it as none. */
export function mediaKindOf(mimeType: string): MediaKind | undefined {
  const mime = mimeType.split(';')[0]!.trim().toLowerCase();
  const kinds = Object.keys(limits.media) as MediaKind[];
  return kinds.find((kind) => (limits.media[kind].mimes as readonly string[]).includes(mime));
}
