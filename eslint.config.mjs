import tseslint from 'typescript-eslint';
import laws from './tools/eslint/laws.mjs';

const everyLaw = Object.fromEntries(
  Object.keys(laws.rules).map((name) => [`datacare/${name}`, 'error']),
);

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '**/generated/',
      '**/.angular/',
      '.nx/',
      '.cache/',
      '.data/',
      'coverage/',
      'tools/eslint/fixtures/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,mts,js,mjs}'],
    extends: [tseslint.configs.recommended],
    plugins: { datacare: laws },
    languageOptions: {
      // With these two the type-import rule leaves decorated files alone, where an import is what injection reads.
      parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true },
    },
    rules: {
      ...everyLaw,
      'max-lines': ['error', { max: 400 }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-extraneous-class': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'TSAbstractPropertyDefinition[decorators.length>0]',
          message: 'The bundler drops decorators of abstract properties: leave "abstract" out.',
        },
      ],
      '@typescript-eslint/no-empty-object-type': [
        'error',
        { allowInterfaces: 'with-single-extends' },
      ],
    },
  },
  {
    files: ['libs/*/src/**/*.ts', 'apps/{api,worker}/src/**/*.ts'],
    ignores: ['**/*.spec.ts', 'apps/*/src/{main,migrate}.ts'],
    rules: { 'no-console': 'error' },
  },
);
