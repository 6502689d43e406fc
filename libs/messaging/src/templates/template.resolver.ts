import type { Viewer } from '@datacare/identity';
import { CurrentViewer } from '@datacare/identity/api';
import { Allow } from '@datacare/platform/api';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Template } from './template.entity';
import { TemplateService } from './template.service';
import { TemplateType } from './template.type';

@Resolver(() => TemplateType)
export class TemplateResolver {
  constructor(private readonly service: TemplateService) {}

  @Query(() => [TemplateType], { description: "The templates of a channel's account, by name." })
  @Allow('template.read')
  templates(
    @CurrentViewer() viewer: Viewer,
    @Args('channelId', { type: () => ID }) channelId: string,
  ): Promise<Template[]> {
    return this.service.list(viewer, channelId);
  }

  @Mutation(() => [TemplateType], {
    description: "Reads the templates of a channel's account from WhatsApp now.",
  })
  @Allow('channel.manage')
  syncTemplates(
    @CurrentViewer() viewer: Viewer,
    @Args('channelId', { type: () => ID }) channelId: string,
  ): Promise<Template[]> {
    return this.service.refresh(viewer, channelId);
  }
}
