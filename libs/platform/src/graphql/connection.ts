import { ArgsType, Field, Int, ObjectType, type ReturnTypeFunc } from '@nestjs/graphql';
import { z } from 'zod';
import { InvalidInput } from '../errors/common.refusals';
import { Refused } from '../errors/refusal';

export const LARGEST_PAGE = 100;

@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field({ description: 'More follow after this page' })
  hasNextPage: boolean;
  @Field({ description: 'More stand before this page' })
  hasPreviousPage: boolean;
  @Field(() => String, { nullable: true, description: 'Cursor of the first edge' })
  startCursor: string | null;
  @Field(() => String, { nullable: true, description: 'Cursor of the last edge' })
  endCursor: string | null;
}

export interface Edge<Node> {
  cursor: string;
  node: Node;
}
export interface Connection<Node> {
  edges: Edge<Node>[];
  pageInfo: PageInfo;
}

/** The Relay connection and edge types of a node type. */
export function connectionType<Node>(
  name: string,
  node: () => abstract new (...parameters: never[]) => Node,
): new () => Connection<Node> {
  @ObjectType(`${name}Edge`, { description: 'One place in the list.' })
  class NodeEdge implements Edge<Node> {
    @Field({ description: 'Names the place; opaque' })
    cursor: string;
    @Field(node as ReturnTypeFunc, { description: 'What stands there' })
    node: Node;
  }

  @ObjectType(`${name}Connection`, { description: 'A page of a list.' })
  class NodeConnection implements Connection<Node> {
    @Field(() => [NodeEdge], { description: 'The page, in the order of the list' })
    edges: Edge<Node>[];
    @Field(() => PageInfo, { description: 'Where the page stands' })
    pageInfo: PageInfo;
  }
  return NodeConnection;
}

/** Arguments of a list that pages downwards. */
@ArgsType()
export class ForwardPage {
  @Field(() => Int, { defaultValue: 30, description: 'How many, 1 to 100' })
  first: number;
  @Field(() => String, { nullable: true, description: 'Start after this cursor' })
  after?: string | null;
}

/** Arguments of a list that pages upwards, newest last. */
@ArgsType()
export class BackwardPage {
  @Field(() => Int, { defaultValue: 50, description: 'How many, 1 to 100' })
  last: number;
  @Field(() => String, { nullable: true, description: 'End before this cursor' })
  before?: string | null;
}

/** Refuses a page size outside 1 to 100. */
export function pageSize(field: string, size: number): number {
  if (size < 1 || size > LARGEST_PAGE) {
    throw new Refused(
      new InvalidInput(
        field,
        `${field} must be between 1 and ${LARGEST_PAGE}; page with the cursor for more.`,
      ),
    );
  }
  return size;
}

/** The keyset of a row, made opaque. */
export const encodeCursor = (values: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** Throws a refusal when the cursor is not one of ours. */
export function decodeCursor<T>(field: string, cursor: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw new Refused(
      new InvalidInput(
        field,
        `${field} is not a cursor of this list: take it from pageInfo or an edge.`,
      ),
    );
  }
}

/** The connection of rows of which one more than `size` was asked for, in list order. */
export function toConnection<Row, Node>(
  rows: readonly Row[],
  size: number,
  options: {
    cursor: (row: Row) => readonly unknown[];
    node: (row: Row) => Node;
    direction: 'forward' | 'backward';
    isContinued: boolean;
  },
): Connection<Node> {
  const isForward = options.direction === 'forward';
  const hasMore = rows.length > size;
  const page = !hasMore ? rows : isForward ? rows.slice(0, size) : rows.slice(rows.length - size);
  const edges = page.map((row) => ({
    cursor: encodeCursor(options.cursor(row)),
    node: options.node(row),
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: isForward ? hasMore : options.isContinued,
      hasPreviousPage: isForward ? options.isContinued : hasMore,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
