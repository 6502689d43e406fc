/** A rule that looks at every import, re-export and dynamic import of a file: `check(node, specifier, report)`. */
export const importRule = (description, check) => ({
  meta: { type: 'problem', docs: { description }, schema: [] },
  create(context) {
    const visit = (node) => {
      const source = node.source;
      if (typeof source?.value !== 'string') return;
      check({
        file: context.filename,
        node,
        specifier: source.value,
        report: (message) => context.report({ node: source, message }),
      });
    };
    return {
      ImportDeclaration: visit,
      ExportNamedDeclaration: visit,
      ExportAllDeclaration: visit,
      ImportExpression: visit,
      TSImportType: visit,
    };
  },
});
