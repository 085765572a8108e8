// A text or code file: its first lines as they would stand in a message, all of it on demand.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileView } from '../../../../contract/files.ts'
import { failureText } from '../../../app/submit.ts'
import { connectionStore } from '../../../data/connection.ts'
import { Button } from '../../../ui/Button.tsx'
import { CodeBlock } from '../../messages/markdown/CodeBlock.tsx'
import { FileCard } from './FileCard.tsx'
import { keptBeginning, languageOf, mostShownBytes, readAll, readBeginning } from './read-text.ts'

const previewLines = 8

export function TextFile({ file }: { file: FileView }) {
  const { t } = useTranslation('files')
  const [beginning, setBeginning] = useState(() => keptBeginning(file))
  const [whole, setWhole] = useState<string | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [isReading, setIsReading] = useState(false)
  const [turn, setTurn] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn is another try
  useEffect(() => {
    let isCurrent = true
    readBeginning(file).then(
      (text) => isCurrent && setBeginning(text),
      (error: unknown) => isCurrent && setFailure(error),
    )
    return () => {
      isCurrent = false
    }
  }, [file.id, turn])
  useEffect(() => {
    if (failure === null) return
    return connectionStore.subscribe((now, before) => {
      if (now.status !== 'online' || before.status === 'online') return
      setFailure(null)
      setTurn((count) => count + 1)
    })
  }, [failure])

  const showAll = async () => {
    setIsReading(true)
    try {
      setWhole(await readAll(file))
    } catch (error) {
      setFailure(error)
    }
    setIsReading(false)
  }
  const lines = beginning?.split('\n') ?? []
  const first = lines.slice(0, previewLines).join('\n')
  const hasMore = beginning !== null && first.length < beginning.trimEnd().length
  return (
    <FileCard file={file} {...(failure !== null && { note: failureText(t, failure) })}>
      <div className="px-2 pb-2">
        {beginning === null && failure === null && (
          <div aria-hidden className="my-1.5 h-44 animate-shimmer rounded-md bg-sunken" />
        )}
        {beginning !== null && <CodeBlock text={whole ?? first} language={languageOf(file.name)} />}
        {hasMore && whole === null && file.size <= mostShownBytes && (
          <Button size="sm" variant="ghost" isPending={isReading} onPress={() => void showAll()}>
            {t('show.all')}
          </Button>
        )}
        {whole !== null && (
          <Button size="sm" variant="ghost" onPress={() => setWhole(null)}>
            {t('show.less')}
          </Button>
        )}
      </div>
    </FileCard>
  )
}
