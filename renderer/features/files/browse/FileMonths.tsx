// A list of files by months: pictures as a grid of squares, the others as lines.
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { FileView } from '../../../../contract/files.ts'
import { paths } from '../../../app/paths.ts'
import { useChannelName } from '../../channels/channel-name.ts'
import { useChannel } from '../../channels/store.ts'
import { usePerson } from '../../people/store.ts'
import { FileMenuButton } from '../FileMenu.tsx'
import { isViewable } from '../file-actions.ts'
import { FileCard } from '../show/FileCard.tsx'
import { Picture } from '../show/Picture.tsx'
import { sizeText } from '../sizes.ts'
import { type FileQuery, openFromList } from '../viewer/state.ts'
import { byMonth } from './file-list.ts'

type List = { files: FileView[]; query: FileQuery; next: string | null }
type FileMonthsProps = { files: FileView[]; list: List; hasChannel: boolean }

const isPicture = (file: FileView) => file.kind === 'image' && isViewable(file)

export function FileMonths({ files, list, hasChannel }: FileMonthsProps) {
  const { i18n } = useTranslation()
  const month = new Intl.DateTimeFormat(i18n.language, { month: 'long', year: 'numeric' })
  return byMonth(files, isPicture).map(({ key, at, pictures, others }) => (
    <section key={key} aria-label={month.format(new Date(at))} className="flex flex-col gap-2">
      <h3 className="text-sm font-medium text-ink-faint">{month.format(new Date(at))}</h3>
      {pictures.length > 0 && (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-1.5">
          {pictures.map((file) => (
            <Tile key={file.id} file={file} list={list} />
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <ul className="flex flex-col gap-1.5">
          {others.map((file) => (
            <li key={file.id}>
              <FileCard
                file={file}
                isWide
                hasJump
                note={<Origin file={file} hasChannel={hasChannel} />}
                {...(isViewable(file) && { onOpen: () => openFromList(file, list) })}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  ))
}

function Tile({ file, list }: { file: FileView; list: List }) {
  const { t } = useTranslation('files')
  return (
    <li className="group/tile relative aspect-square">
      <AriaButton
        aria-label={t('actions.open', { name: file.name })}
        className="block size-full overflow-hidden rounded-md border border-line data-hovered:brightness-95"
        onPress={() => openFromList(file, list)}
      >
        <Picture file={file} shownWidth={190} className="size-full object-cover" />
      </AriaButton>
      <FileMenuButton
        file={file}
        hasJump
        isOver
        className="absolute end-1 top-1 opacity-0 group-focus-within/tile:opacity-100 group-hover/tile:opacity-100 data-pressed:opacity-100"
      />
    </li>
  )
}

/** From whom, when, how large, and where it was said. */
function Origin({ file, hasChannel }: { file: FileView; hasChannel: boolean }) {
  const { t, i18n } = useTranslation('files')
  const person = usePerson(file.uploadedById)
  const channel = useChannel(file.channelId)?.channel
  const channelName = useChannelName(channel)
  const day = new Intl.DateTimeFormat(i18n.language, { day: 'numeric', month: 'short' })
  const words = [
    file.state === 'ready' ? sizeText(file.size, i18n.language) : t(`state.${file.state}`),
    person?.name,
    day.format(new Date(file.uploadedAt)),
    hasChannel && channelName,
  ]
  const text = words.filter(Boolean).join(' · ')
  if (!file.messageId) return text
  return (
    <Link
      href={paths.message(file.channelId, file.messageId)}
      title={t('actions.jump')}
      aria-label={`${text}. ${t('actions.jump')}`}
      className="text-ink-faint no-underline hover:underline"
    >
      {text}
    </Link>
  )
}
