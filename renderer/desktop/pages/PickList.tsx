// Screens or windows as pictures with their names, in a grid for arrows and pointer.
import { ListBox, ListBoxItem } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { PickView } from '../../../contract/desktop-views.ts'

type PickListProps = {
  label: string
  sources: PickView['sources']
  chosen: string | null
  onChoose: (id: string) => void
  /** Enter, or a second press. */
  onShare: (id: string) => void
}

export function PickList({ label, sources, chosen, onChoose, onShare }: PickListProps) {
  const { t } = useTranslation('desktop')
  return (
    <ListBox
      aria-label={label}
      layout="grid"
      autoFocus
      items={sources}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={chosen === null ? [] : [chosen]}
      onSelectionChange={(keys) => {
        const [id] = keys === 'all' ? [] : keys
        if (id !== undefined) onChoose(String(id))
      }}
      onAction={(id) => onShare(String(id))}
      renderEmptyState={() => <p className="p-4 text-sm text-ink-faint">{t('pick.none')}</p>}
      className="grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-3 p-1 py-3 outline-none"
    >
      {({ id, name, thumbnail, icon }) => (
        <ListBoxItem
          id={id}
          textValue={name}
          className="cursor-default rounded-lg border-2 border-transparent bg-sunken p-2 outline-offset-1 data-hovered:bg-hover data-selected:border-accent data-selected:bg-selected"
        >
          <img
            src={thumbnail}
            alt=""
            className="aspect-[16/10] w-full rounded-sm bg-pressed object-contain"
          />
          <p className="mt-1.5 flex items-center gap-1.5 text-sm">
            {icon && <img src={icon} alt="" className="size-4" />}
            <span className="truncate">{name}</span>
          </p>
        </ListBoxItem>
      )}
    </ListBox>
  )
}
