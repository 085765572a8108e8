// npm test: everything, from a fresh clone. npm test -- --only=check|unit|e2e for a part; the last line counts the tests.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { browserResults } from './browser-results.js'
import { runChecks } from './check.js'
import { runBrowserTests } from './e2e.js'
import { printStep, runInherited, runScript, Stop, setup } from './setup.js'
import { fileVariable } from './unit-report.js'

const linesOfFailure = 20
const stages = ['check', 'unit', 'e2e']

await runScript(async () => {
  const wanted = readArguments(process.argv.slice(2))
  const folder = mkdtempSync(join(tmpdir(), 'nucleus-results-'))
  try {
    return await runStages(wanted, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

async function runStages(wanted, folder) {
  const failed = []
  const times = []
  const stage = async (name, work) => {
    if (!wanted.includes(name)) return undefined
    console.log(`\n— ${name}`)
    const began = performance.now()
    const { isGood, counts } = await work().catch((error) => {
      console.error(error instanceof Stop ? error.message : error)
      return { isGood: false }
    })
    if (!isGood) failed.push(name)
    times.push({ name, isGood, ms: performance.now() - began })
    return counts
  }

  const isTested = wanted.some((name) => name !== 'check')
  const node = await setup({ client: wanted.includes('e2e'), worker: isTested ? 'needed' : 'none' })
  await stage('check', async () => ({ isGood: runChecks(node).length === 0 }))
  const unit = await stage('unit', () => runUnit(node, join(folder, 'unit.json')))
  const e2e = await stage('e2e', () => runE2e(node, join(folder, 'e2e.json')))

  console.log('')
  for (const { name, isGood, ms } of times) printStep(isGood ? '✓' : '✗', name, ms)
  return summarise(wanted, failed, [unit, e2e])
}

async function runUnit(node, file) {
  const args = ['run', '--reporter=default', '--reporter=./scripts/unit-report.js']
  const code = runInherited(node, ['node_modules/vitest/vitest.mjs', ...args], { [fileVariable]: file })
  return judge(code, file, (results) => results)
}

async function runE2e(node, file) {
  const code = await runBrowserTests(node, ['--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: file })
  return judge(code, file, browserResults)
}

function judge(code, file, read) {
  let counts
  try {
    counts = read(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // It ended before it could write: nothing ran.
    return { isGood: false }
  }
  // The runner found fault with something that is in no test's result.
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  return { isGood: counts.failed === 0 && counts.passed > 0, counts }
}

/** Once more at the end, where a person looks first: the run itself is thousands of lines long. */
function printFailures(counted) {
  for (const { name, message } of counted.flatMap(({ failures }) => failures)) {
    const [first, ...rest] = message.split('\n')
    console.log(`\n✗ ${name}\n  ${[first, ...rest.slice(0, linesOfFailure)].join('\n  ')}`)
  }
}

function summarise(wanted, failed, all) {
  const counted = all.filter(Boolean)
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const counts of counted) {
    for (const key of Object.keys(total)) total[key] += counts[key]
  }
  printFailures(counted)
  const isTested = wanted.some((name) => name !== 'check')
  if (isTested && total.passed + total.failed === 0) failed.push('no test ran')
  if (failed.length > 0) console.log(`\nNot passed: ${failed.join(', ')}.`)
  if (isTested) {
    const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
    console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`)
  }
  return failed.length > 0 ? 1 : 0
}

function readArguments(args) {
  const only = args
    .find((arg) => arg.startsWith('--only='))
    ?.slice('--only='.length)
    .split(',')
  const unknown = [
    ...args.filter((arg) => !arg.startsWith('--only=')),
    ...(only ?? []).filter((name) => !stages.includes(name)),
  ]
  if (unknown.length > 0)
    throw new Stop(`npm test knows --only=${stages.join('|')}, not ${unknown.join(' ')}.`)
  return only ?? stages
}
