export interface GraphqlAnswer<Data = Record<string, unknown>> {
  status: number;
  headers: Headers;
  data?: Data | null;
  errors?: { message: string; extensions?: Record<string, unknown> }[];
  text: string;
}

/** One member's requests, as the console makes them. */
export class GraphqlClient {
  constructor(
    readonly url: string,
    readonly accessToken?: string,
  ) {}

  /** The answer as it came, with its errors. */
  async ask<Data = Record<string, unknown>>(
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<GraphqlAnswer<Data>> {
    const answer = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.accessToken ? { authorization: `Bearer ${this.accessToken}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json');
    const body = isJson ? (JSON.parse(text) as Pick<GraphqlAnswer<Data>, 'data' | 'errors'>) : {};
    return { status: answer.status, headers: answer.headers, text, ...body };
  }

  /** The data; throws when there are errors. */
  async get<Data = Record<string, unknown>>(
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Data> {
    const { data, errors, text } = await this.ask<Data>(query, variables);
    if (errors?.length || !data) throw new Error(`GraphQL: ${text.slice(0, 1_000)}`);
    return data;
  }
}

const LOGIN = `mutation ($input: LoginInput!) {
  login(input: $input) { __typename ... on Session { accessToken } }
}`;

export async function logIn(
  url: string,
  { email, password }: { email: string; password: string },
): Promise<GraphqlClient> {
  const { login } = await new GraphqlClient(url).get<{ login: { accessToken?: string } }>(LOGIN, {
    input: { email, password },
  });
  if (!login.accessToken) throw new Error(`No login: ${JSON.stringify(login)}`);
  return new GraphqlClient(url, login.accessToken);
}
