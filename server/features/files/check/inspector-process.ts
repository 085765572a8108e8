// The process that looks into what strangers made. It has no database, no key and no network; the server ends it when it
// takes too long or grows too large.
import { setPriority } from 'node:os'
import { clean } from './clean.ts'
import { draw, drawableTypes } from './draw.ts'
import type { Question, Reply } from './inspector.ts'
import { readWords } from './read-words.ts'
import { sniff } from './sniff.ts'

const niceness = 10

async function answer(question: Question): Promise<Reply> {
  if (question.ask === 'sniff') {
    const sniffed = await sniff(Buffer.from(question.bytes), question.isCut)
    return { ask: 'sniff', ...sniffed, isDrawable: drawableTypes.has(sniffed.contentType) }
  }
  if (question.ask === 'read') {
    const { bytes, contentType } = question
    return { ask: 'read', words: await readWords(bytes, contentType).catch(() => null) }
  }
  if (question.ask === 'clean') {
    const { bytes, contentType } = question
    return { ask: 'clean', cleaned: await clean(Buffer.from(bytes), contentType) }
  }
  const { bytes, isShown } = question
  return { ask: 'draw', drawn: await draw(Buffer.from(bytes), isShown).catch(() => null) }
}

try {
  setPriority(niceness)
} catch {
  // Not everywhere may a process step back.
}
process.on('message', (question: Question) => {
  void answer(question).then(
    (reply) => process.send?.(reply),
    () => process.exit(1),
  )
})
process.on('disconnect', () => process.exit(0))
// Whoever stops all of a service at once means its server; that one ends this process when nothing is under way.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})
