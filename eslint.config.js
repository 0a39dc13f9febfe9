import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/** Imports say the file's ending, so that the sources run as they are. */
const withoutEnding = {
  regex: String.raw`^\.{1,2}/(?!.*\.(ts|tsx|js|mjs|css|json)(\?\w+)?$)`,
  message: 'Write the ending: ./x.ts',
}

/** Only the public entry may import react/. */
const screens = { regex: String.raw`^\.\.?/(.*/)?react/`, message: 'Only src/index.ts imports react/.' }

/** Rooms of src that a room may not enter. */
const noRooms = (rooms, why) => ({ regex: String.raw`^\.\.?/(.*/)?(${rooms.join('|')})/`, message: why })

/** The only packages that a room may use, as regular expressions; relative imports are judged by `noRooms`. */
const onlyPackages = (packages, why) => ({
  regex: String.raw`^(?!\.\.?/)(?!(${packages.join('|')})$)`,
  message: why,
})

const walls = (files, patterns, more = {}) => ({
  files,
  ...more,
  rules: { 'no-restricted-imports': ['error', { patterns: [withoutEnding, ...patterns] }], ...more.rules },
})

const browserGlobals = [
  'window',
  'document',
  'navigator',
  'location',
  'fetch',
  'XMLHttpRequest',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'requestAnimationFrame',
  'performance',
  'localStorage',
  'sessionStorage',
  'process',
]

const syntax = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: "ExportSpecifier[exported.name='default']", message: 'Named exports only.' },
  { selector: 'ExportAllDeclaration', message: 'Name what is exported.' },
  { selector: "JSXAttribute[name.name='style']", message: 'No inline styles: a strict Content-Security-Policy refuses them.' },
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Text is text.' },
]

/** `no-restricted-imports` does not see `import()`: the same walls for what is loaded when needed. */
const noDynamic = (pattern, message) => ({ selector: `ImportExpression[source.value=/${pattern}/]`, message })
const noServer = noDynamic(
  String.raw`(^\.\.?\u002f(.*\u002f)?(server|sandbox)\u002f)|^(@?hono|node:)`,
  'The secret’s side never reaches the browser.',
)
const noBrowser = noDynamic(String.raw`^\.\.?\u002f(.*\u002f)?browser\u002f`, 'Only src/react/adapters.ts imports browser/.')

const isPure = 'core/ is pure: take it from the ports.'

export default tseslint.config(
  { ignores: ['**/dist/', 'storybook-static/', 'coverage/', 'node_modules/', '**/.next/', '**/next-env.d.ts'] },
  tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        // `typeof import()` is how the type of a part that is loaded when needed is written.
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
    },
  },
  { files: ['**/*.{ts,tsx}'], ...reactHooks.configs.flat.recommended },
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      // Made for the React Compiler, which is not used here. They take a ref read later, in a click, for one read while
      // rendering, and forbid what object URLs and the flow's engine need: made in an effect, kept outside of state.
      'react-hooks/refs': 'off',
      'react-hooks/set-state-in-effect': 'off',
      'react-hooks/immutability': 'off',
    },
  },
  walls(['{src,test,stories}/**/*.{ts,tsx}'], []),
  { files: ['test/**', 'stories/**'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...syntax],
      'no-restricted-globals': ['error', { name: 'localStorage', message: 'Nothing about a person outlives the tab.' }],
      'no-restricted-properties': ['error', { object: 'window', property: 'localStorage' }],
    },
  },
  {
    files: ['src/{browser,react,locales}/**', 'src/index.ts'],
    rules: { 'no-restricted-syntax': ['error', ...syntax, noServer] },
  },
  {
    files: ['src/react/**'],
    ignores: ['src/react/adapters.ts'],
    rules: { 'no-restricted-syntax': ['error', ...syntax, noServer, noBrowser] },
  },
  walls(
    ['src/core/**'],
    [
      onlyPackages(['zod/mini', 'cpf-cnpj-validator'], 'core/ imports zod/mini, cpf-cnpj-validator and core.'),
      noRooms(['react', 'browser', 'vision', 'locales', 'theme', 'server', 'sandbox'], 'Everything points to core/, not from it.'),
    ],
    {
      rules: {
        'no-restricted-globals': ['error', ...browserGlobals.map((name) => ({ name, message: isPure }))],
        'no-restricted-properties': [
          'error',
          { object: 'Date', property: 'now', message: isPure },
          { object: 'Math', property: 'random', message: isPure },
          ...browserGlobals.map((property) => ({ object: 'globalThis', property, message: isPure })),
        ],
        'no-restricted-syntax': [
          'error',
          ...syntax,
          { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: isPure },
        ],
      },
    },
  ),
  walls(
    ['src/vision/**'],
    [
      onlyPackages([], 'vision/ imports types of core only.'),
      noRooms(['react', 'browser', 'locales', 'theme', 'server', 'sandbox'], 'vision/ imports types of core only.'),
    ],
    { rules: { 'no-restricted-globals': ['error', ...browserGlobals.map((name) => ({ name, message: 'vision/ is pure.' }))] } },
  ),
  walls(
    ['src/browser/**'],
    [
      onlyPackages(['heic-to', 'heic-to/csp', 'idb-keyval'], 'browser/ imports core and vision.'),
      noRooms(['react', 'locales', 'theme', 'server', 'sandbox'], 'browser/ imports core and vision.'),
    ],
  ),
  walls(
    ['src/react/**'],
    [
      noRooms(['browser'], 'Only src/react/adapters.ts imports browser/.'),
      noRooms(['server', 'sandbox'], 'The secret’s side never reaches the browser.'),
      { regex: '^(hono|@hono/.*|zod|zod/.*|node:.*)$', message: 'Not in a screen.' },
    ],
  ),
  walls(
    ['src/react/adapters.ts'],
    [
      noRooms(['server', 'sandbox'], 'The secret’s side never reaches the browser.'),
      { regex: '^(hono|@hono/.*|node:.*)$', message: 'Not here.' },
    ],
  ),
  walls(
    ['src/locales/**'],
    [
      onlyPackages([], 'locales/ imports types of core only.'),
      noRooms(['browser', 'server', 'sandbox', 'theme'], 'locales/ imports types of core only.'),
      screens,
    ],
  ),
  walls(
    ['src/server/**'],
    [
      onlyPackages(['hono', 'hono/.*', 'zod/mini', '@hono/node-server', 'node:.*'], 'server/ imports core and hono.'),
      noRooms(['browser', 'locales', 'theme', 'sandbox'], 'server/ imports core and hono.'),
      screens,
    ],
  ),
  walls(
    ['src/sandbox/**'],
    [
      // No node: either: stories run it in the browser.
      onlyPackages(['hono', 'hono/.*', 'zod/mini'], 'sandbox/ imports core and hono, and runs in a browser too.'),
      noRooms(['browser', 'locales', 'theme', 'server'], 'sandbox/ imports core and hono.'),
      screens,
    ],
  ),
  walls(
    ['src/index.ts'],
    [noRooms(['server', 'sandbox'], 'The secret’s side has its own entry: idstep/server.')],
  ),
)
