declare const types: unique symbol;

/** The text of an operation, which knows what goes in and what comes out. */
export type TypedDocument<Data, Variables> = string & {
  readonly [types]?: (variables: Variables) => Data;
};
