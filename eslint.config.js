import { defineConfig, globalIgnores } from 'eslint/config'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/** `x === undefined ? {} : { y: x.z }`, in either order: what `defined` of src/base is for. */
const preferDefined = {
  create: ({ report, sourceCode }) => ({
    ConditionalExpression(node) {
      const { test, consequent, alternate } = node
      if (test.type !== 'BinaryExpression' || sourceCode.getText(test.right) !== 'undefined') return
      const [empty, full] =
        test.operator === '===' ? [consequent, alternate] : [alternate, consequent]
      if (!isObject(empty) || !isObject(full) || empty.properties.length > 0) return
      const asked = sourceCode.getText(test.left)
      const isPlain = full.properties.every(
        ({ value }) => value !== undefined && startOf(value, asked, sourceCode) !== undefined,
      )
      if (isPlain && full.properties.length > 0)
        report({ node, message: 'Write defined({ … }) of src/base/defined.ts.' })
    },
  }),
}

function isObject({ type }) {
  return type === 'ObjectExpression'
}

/** The node of `x` in `x`, `x.y` and `x.y()`. */
function startOf(node, text, sourceCode) {
  if (sourceCode.getText(node) === text) return node
  const inner = node.object ?? node.callee ?? (node.type === 'ChainExpression' && node.expression)
  return inner ? startOf(inner, text, sourceCode) : undefined
}

export default defineConfig(
  globalIgnores(['dist', 'test/fixtures', 'node_modules']),
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js'] } },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { house: { rules: { 'prefer-defined': preferDefined } } },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      complexity: ['error', 14],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/base/**', 'src/**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        {
          selector: "ThrowStatement > NewExpression[callee.name='Error']",
          message: 'Throw a HikyakuError from the catalogue in src/errors.',
        },
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Ask the Clock for the time.',
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Ask the Clock for the time.',
        },
        {
          selector:
            "ExpressionStatement CallExpression[callee.property.name='change'][callee.object.property.name='documents']",
          message:
            'It may not have been in that state: look at what comes back, or settleDocument.',
        },
      ],
    },
  },
  {
    // The runtime's older form of a certificate ends the process for keys on some curves.
    files: ['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
    ignores: ['src/wire/tls/peer-chain.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['getPeerCertificate', 'toLegacyObject'].map((property) => ({
          property,
          message: 'It crashes on curves without a NIST name: see src/wire/tls/peer-chain.ts.',
        })),
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/wire/tls/peer-chain.ts', '**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['getPeerCertificate', 'toLegacyObject', 'getPeerX509Certificate'].map((property) => ({
          property,
          message: 'Ask shownChain of src/wire/tls/peer-chain.ts, or hostMismatch.',
        })),
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'node:tls',
              importNames: ['connect', 'default', 'checkServerIdentity'],
              message: 'Use connectTls and hostMismatch of src/wire/tls/peer-chain.ts.',
            },
          ],
        },
      ],
    },
  },
  {
    // These folders do no I/O. What they need from outside comes in as an argument.
    files: ['src/{errors,domain,wire/{xml,jx,bms}}/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval'],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [
                'node:*',
                '!node:crypto',
                '!node:util',
                '!node:zlib',
                '!node:stream',
                '!node:events',
              ],
              message: 'No I/O here: take a port.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/entry/cli/**/*.ts', 'scripts/**', 'bench/**', 'test/campaign/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.test.ts', '**/contract/**', 'test/**', 'bench/**', 'scripts/**'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // The console has no part of src/base.
    files: ['src/**/*.ts', 'bench/**/*.ts', 'test/**/*.ts'],
    rules: { 'house/prefer-defined': 'error' },
  },
  {
    files: ['web/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      // Nothing here is compiled by the React compiler, which this rule is for.
      'react-hooks/incompatible-library': 'off',
      // A component is mostly markup; its logic is held short by `complexity`.
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      // `onClick={() => void save()}` and handlers that return a promise are the rule in React.
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  { files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked] },
)
