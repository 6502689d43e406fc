import { describe } from '../tree.mjs';

/** The front door of a lib only re-exports, so that reading it is reading what the lib offers. */
export default {
  meta: { type: 'problem', docs: { description: 'doors only re-export' }, schema: [] },
  create(context) {
    const file = describe(context.filename);
    if (!file.lib || file.inner !== 'index') return {};
    return {
      'Program > *'(node) {
        const isReExport = node.type === 'ExportAllDeclaration' || Boolean(node.source);
        if (isReExport && node.type.startsWith('Export')) return;
        context.report({ node, message: 'A door holds nothing but "export … from …".' });
      },
    };
  },
};
