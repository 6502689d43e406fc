export { accountTemplateSchema } from './content/account-template';
export type {
  AccountTemplate,
  TemplateButton,
  TemplateComponent,
} from './content/account-template';
export { inboundContentSchema } from './content/inbound';
export type { InboundContent, UnsupportedContent } from './content/inbound';
export type { OutboundInteractive } from './content/interactive';
export { limits, mediaKindOf } from './content/limits';
export type { MediaKind } from './content/limits';
export { parseMarkup, plainText } from './content/markup';
export type { MarkupNode } from './content/markup';
export { outboundContentSchema } from './content/outbound';
export type { OutboundContent } from './content/outbound';
export { previewOf } from './content/preview';
export type { MessageContent } from './content/preview';
export { renderTemplate, templateVariables } from './content/render-template';
export type { RenderedButton, RenderedCard, RenderedTemplate } from './content/render-template';
export { contentProblems } from './content/rules';
export type { TemplateSend, TemplateSendComponent } from './content/template-content';
