import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { Viewer } from './viewer';

/** Where the guard leaves the viewer: the GraphQL context, or the request of a REST route. */
export interface ViewerHolder {
  viewer?: unknown;
}

/** The place that carries the viewer through one execution, over HTTP, REST and the socket alike. */
export function viewerHolder(context: ExecutionContext): ViewerHolder {
  return context.getType<string>() === 'graphql'
    ? GqlExecutionContext.create(context).getContext<ViewerHolder>()
    : context.switchToHttp().getRequest<ViewerHolder>();
}

/** The signed-in member who asks; the guard has made sure that there is one wherever `@Allow` stands. */
export const CurrentViewer = createParamDecorator(
  (_: unknown, context: ExecutionContext): Viewer => {
    const { viewer } = viewerHolder(context);
    if (!(viewer instanceof Viewer))
      throw new Error('A viewer was asked for where none is required.');
    return viewer;
  },
);
