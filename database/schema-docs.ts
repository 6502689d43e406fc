import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** What the entity files say about a table: its purpose, and that of its properties by name. */
export interface EntityDoc {
  purpose: string;
  properties: Map<string, string>;
}

const commentOf = (node: ts.Node): string =>
  ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

const propertyOf = (object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined =>
  object.properties
    .filter(ts.isPropertyAssignment)
    .find((property) => property.name.getText() === name)?.initializer;

function readDeclaration(statement: ts.Statement): [string, EntityDoc] | undefined {
  if (!ts.isVariableStatement(statement)) return undefined;
  const call = statement.declarationList.declarations[0]?.initializer;
  if (!call || !ts.isCallExpression(call) || call.expression.getText() !== 'defineEntity')
    return undefined;
  const [definition] = call.arguments;
  if (!definition || !ts.isObjectLiteralExpression(definition)) return undefined;
  const name = propertyOf(definition, 'name');
  const properties = propertyOf(definition, 'properties');
  if (
    !name ||
    !ts.isStringLiteral(name) ||
    !properties ||
    !ts.isObjectLiteralExpression(properties)
  ) {
    return undefined;
  }
  const docs = properties.properties.map((property): [string, string] => [
    property.name?.getText() ?? '',
    commentOf(property),
  ]);
  return [name.text, { purpose: commentOf(statement), properties: new Map(docs) }];
}

/** Reads the comments of an entity file, by entity name. */
export function readEntityDocs(file: string): [string, EntityDoc][] {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  return source.statements.flatMap((statement) => {
    const entry = readDeclaration(statement);
    return entry ? [entry] : [];
  });
}
