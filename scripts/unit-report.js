// A reporter for Vitest: what npm test says last. Its own JSON reporter leaves out errors that no test caught.
import { writeFileSync } from 'node:fs'

/** Where the results go: { passed, failed, skipped, failures: [{ name, message }] }. */
export const fileVariable = 'NUCLEUS_UNIT_REPORT'

const messageOf = (errors) => errors?.map(({ message, stack }) => stack ?? message).join('\n') ?? ''

function failuresOf(module) {
  const tests = [...module.children.allTests('failed')].map((test) => ({
    name: `${module.relativeModuleId} › ${test.fullName}`,
    message: messageOf(test.result().errors),
  }))
  // A file that cannot even be loaded, or whose hooks failed, has no failed test to tell of it.
  const outside = [module, ...module.children.allSuites()]
    .filter((part) => part.errors().length > 0)
    .map((part) => ({ name: module.relativeModuleId, message: messageOf(part.errors()) }))
  return [...outside, ...tests]
}

export default class UnitReport {
  onTestRunEnd(modules, uncaught) {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules)
      for (const test of module.children.allTests()) counts[test.result().state] += 1
    const failures = [
      ...modules.flatMap(failuresOf),
      ...uncaught.map((error) => ({ name: 'caught by no test', message: messageOf([error]) })),
    ]
    const { passed, skipped, pending } = counts
    const results = { passed, failed: failures.length, skipped: skipped + pending, failures }
    writeFileSync(process.env[fileVariable], JSON.stringify(results))
  }
}
