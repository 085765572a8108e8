// Where the files of a version are brought: dragged here, or chosen; and those on their way.
import { PackagePlus, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReleaseView } from '../../../../../contract/releases.ts'
import { Banner } from '../../../../ui/Banner.tsx'
import { Button } from '../../../../ui/Button.tsx'
import { classes } from '../../../../ui/classes.ts'
import { IconButton } from '../../../../ui/IconButton.tsx'
import { droppedFiles } from '../../../files/composer/clipboard-files.ts'
import { useFileDrop } from '../../../files/use-file-drop.ts'
import { BroughtList } from './BroughtList.tsx'
import { bringFiles } from './brought.ts'
import { sortOut } from './choose.ts'
import { HowTo } from './HowTo.tsx'

type Notice = { kind: 'leftOut' | 'nothing' | 'folder'; names: string[] }

export function BringFiles({ releases }: { releases: readonly ReleaseView[] }) {
  const { t, i18n } = useTranslation('releases')
  const isFirst = releases.length === 0
  const input = useRef<HTMLInputElement>(null)
  const [notice, setNotice] = useState<Notice | null>(null)
  const take = (files: File[], hasFolder = false) => {
    const { useful, leftOut } = sortOut(files)
    const kind = useful.length > 0 ? 'leftOut' : leftOut.length > 0 ? 'nothing' : 'folder'
    const isWorthTelling = leftOut.length > 0 || (hasFolder && useful.length === 0)
    setNotice(isWorthTelling ? { kind, names: leftOut } : null)
    bringFiles(useful)
  }
  const { handlers, isOver } = useFileDrop({
    onDrop: (data) => {
      const { files, problems } = droppedFiles(data)
      take(files, problems.length > 0)
    },
  })
  return (
    <>
      <div
        {...handlers}
        data-drop
        className={classes(
          'flex flex-col items-center gap-1 rounded-xl border border-dashed px-6 text-center transition-colors',
          isFirst ? 'py-8' : 'py-5',
          isOver ? 'border-accent bg-accent-tint' : 'border-line-strong/60',
        )}
      >
        {isFirst && (
          <>
            <span
              aria-hidden
              className="mb-2 flex size-12 items-center justify-center rounded-xl bg-accent-tint text-accent-ink"
            >
              <PackagePlus size={22} />
            </span>
            <p className="text-md font-semibold">{t('none')}</p>
            <p className="mb-3 max-w-[30rem] text-base text-pretty text-ink-soft">{t('noneHint')}</p>
          </>
        )}
        <p className="text-base font-medium">{t('bring.drop')}</p>
        <p className="text-sm text-pretty text-ink-faint">{t('bring.hint')}</p>
        <Button
          className="mt-2"
          variant={isFirst ? 'primary' : 'secondary'}
          onPress={() => input.current?.click()}
        >
          {t('bring.pick')}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={t('bring.pick')}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])]
            // The same file may be picked twice in a row.
            event.target.value = ''
            take(files)
          }}
        />
      </div>
      {notice && (
        <Banner
          tone={notice.kind === 'leftOut' ? 'neutral' : 'warn'}
          action={
            <IconButton
              label={t('ui:close')}
              icon={<X size={15} />}
              hasTooltip={false}
              onPress={() => setNotice(null)}
            />
          }
        >
          {t(`bring.${notice.kind}`, {
            count: notice.names.length,
            names: new Intl.ListFormat(i18n.language).format(notice.names),
          })}
        </Banner>
      )}
      <BroughtList releases={releases} />
      <HowTo isOpenAtFirst={isFirst} />
    </>
  )
}
