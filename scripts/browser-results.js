// Playwright's JSON report as what npm test says last.

const failedSpecsOf = ({ specs, suites = [] }) => [
  ...specs.filter(({ tests }) => tests.some(({ status }) => status === 'unexpected' || status === 'flaky')),
  ...suites.flatMap(failedSpecsOf),
]

function failureOf({ file, line, title, tests }) {
  const errors = tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors))
  return {
    name: `${file}:${line} › ${title}`,
    message: errors.map(({ message }) => message).join('\n'),
  }
}

/** { passed, failed, skipped, failures: [{ name, message }] } */
export function browserResults({ stats, suites, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    failures: [
      ...errors.map(({ message, location }) => ({ name: location?.file ?? 'outside of any test', message })),
      ...suites.flatMap(failedSpecsOf).map(failureOf),
    ],
  }
}
