// The import law: which room may knock at which door. Each message says what to do instead.

const tests = String.raw`\.test\.tsx?$`
const top = '^(contract|renderer|server|electron|bench|e2e|scripts|prisma)/'

module.exports = {
  forbidden: [
    {
      name: 'contract-imports-nobody',
      comment:
        'The contract is what client and server promise each other, so it knows neither: it imports zod and itself. ' +
        'Move what you need into contract/ if it is part of the promise; otherwise keep it on the side that uses it.',
      severity: 'error',
      from: { path: '^contract/', pathNot: tests },
      to: { pathNot: ['^contract/', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'contract-tests-stay-in-contract',
      comment: 'A test of the contract may use vitest and fast-check, but nothing of client or server.',
      severity: 'error',
      from: { path: `^contract/.*${tests}` },
      to: { path: top, pathNot: '^contract/' },
    },
    {
      name: 'sides-meet-in-the-contract',
      comment:
        'renderer, server and electron share only the contract: the wire is between them. ' +
        'Put the shape or the pure function that both need into contract/ (contract/lib/ for functions).',
      severity: 'error',
      from: { path: '^(renderer|server|electron)/' },
      to: { path: top, pathNot: ['^$1/', '^contract/'] },
    },
    {
      name: 'renderer-has-no-node',
      comment:
        'The client runs in a plain browser too, where there is no Node. ' +
        'Ask the server over HTTP, or the desktop through renderer/desktop/bridge.ts.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'features-meet-at-the-service',
      comment:
        "A feature's db.ts, routes and the rest are its own. Call the other feature's service.ts, which asks its policy " +
        '(policy.ts and present.ts, which touch no data, may be used too).',
      severity: 'error',
      from: { path: '^server/features/([^/]+)/', pathNot: tests },
      to: {
        path: '^server/features/',
        pathNot: ['^server/features/$1/', String.raw`/(service|policy|present)\.ts$`],
      },
    },
    {
      name: 'rooms-meet-features-at-the-service',
      comment:
        "Outside the features only server/app.ts and server/index.ts put the house together. Everybody else calls a feature's " +
        'service.ts, or is handed what it needs by app.ts.',
      severity: 'error',
      from: { path: '^server/(core|http|socket|journal|jobs|media)/', pathNot: tests },
      to: { path: '^server/features/', pathNot: String.raw`/service\.ts$` },
    },
    {
      name: 'only-db-files-touch-prisma',
      comment:
        'Tables are known to db.ts files and to journal/ only. Add a function with a plain answer to the db.ts of your ' +
        'feature and call that.',
      severity: 'error',
      from: {
        path: '^server/',
        pathNot: [String.raw`/db\.ts$`, '^server/journal/', '^server/core/prisma/', '^server/test/', tests],
      },
      to: { path: ['^server/core/prisma/', '/node_modules/@prisma/', '^node_modules/@prisma/'] },
    },
    {
      name: 'pg-is-for-the-engine-room',
      comment:
        'Features reach Postgres through their db.ts and Prisma; bare pg is for core/, journal/, jobs/ and the socket adapter.',
      severity: 'error',
      from: { path: '^server/(features|http|media)/', pathNot: tests },
      to: { path: '(^|/)node_modules/(pg|pg-boss)/' },
    },
    {
      name: 'only-calls-touch-media',
      comment:
        'The media engine knows no users and nobody but calls knows the engine: ask features/calls/service.ts.',
      severity: 'error',
      from: { path: '^server/', pathNot: ['^server/media/', '^server/features/calls/', tests] },
      to: { path: '^server/media/' },
    },
    {
      name: 'media-knows-no-users',
      comment:
        'server/media moves packets: no features, no journal, no database. features/calls tells it what to do.',
      severity: 'error',
      from: { path: '^server/media/', pathNot: tests },
      to: {
        path: [
          '^server/(features|journal|http|jobs|socket)/',
          '^server/core/(db|prisma)',
          '(^|/)node_modules/(pg|@prisma)/',
        ],
      },
    },
    {
      name: 'mediasoup-lives-in-media',
      comment: 'Only server/media speaks to mediasoup: use what it offers, or add it there.',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/media/' },
      to: { path: '(^|/)node_modules/mediasoup/' },
    },
    {
      name: 'ui-knows-no-feature',
      comment:
        'renderer/ui is the box of bricks: it takes props and knows no feature, no data, no route. Pass it in.',
      severity: 'error',
      from: { path: '^renderer/ui/' },
      to: { path: '^renderer/', pathNot: '^renderer/ui/' },
    },
    {
      name: 'tests-are-not-imported',
      comment:
        'What runs in production imports no test, bench or test helper: move the shared part out of the test.',
      severity: 'error',
      from: { path: '^(contract|renderer|server|electron)/', pathNot: [tests, '^server/test/', '/test/'] },
      to: {
        path: [tests, '^server/test/', '^(bench|e2e)/', '(^|/)node_modules/(vitest|@playwright|fast-check)/'],
      },
    },
    {
      name: 'no-dead-ends',
      comment:
        'This import leads nowhere: a typing error, a missing ending (.ts, .tsx), or a package that is not in package.json.',
      severity: 'error',
      from: {},
      // Vite resolves what ends in ?url, and its build fails where there is nothing.
      to: { couldNotResolve: true, pathNot: ['^virtual:', String.raw`\?url$`] },
    },
  ],
  options: {
    // swc, because TypeScript 7 has no API for it; type-only imports count: a wall that types pass is none.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|node_modules/.nucleus)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json', '.css'],
    },
  },
}
