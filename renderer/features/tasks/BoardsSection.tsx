// The boards in the sidebar, once there are any.
import { ChevronDown, Plus, SquareKanban } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useRoute } from 'wouter'
import { paths } from '../../app/paths.ts'
import { classes } from '../../ui/classes.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { openDialog } from '../channels/dialogs.ts'
import { NavRow } from '../channels/NavRow.tsx'
import { useMe } from '../people/store.ts'
import { useBoards } from './store.ts'

const foldedKey = 'nucleus.sidebar.folded.boards'

export function BoardsSection() {
  const { t } = useTranslation('tasks')
  const boards = useBoards()
  const canCreate = useMe()?.abilities.canCreateBoards
  const [, route] = useRoute('/b/:boardId')
  const [isFolded, setIsFolded] = useState(() => localStorage.getItem(foldedKey) === '1')
  if (boards.length === 0) return null
  const fold = () => {
    localStorage.setItem(foldedKey, isFolded ? '0' : '1')
    setIsFolded(!isFolded)
  }
  const shown = isFolded ? boards.filter(({ id }) => id === route?.boardId) : boards
  return (
    <section aria-label={t('boards')} className="group/section pt-3">
      <div className="flex h-7 items-center ps-1">
        <Button
          data-stop
          aria-expanded={!isFolded}
          onPress={fold}
          className="flex min-w-0 flex-1 items-center gap-1.5 rounded-sm px-1 py-0.5 text-start text-sm font-medium text-ink-faint data-hovered:text-ink"
        >
          <ChevronDown
            size={13}
            aria-hidden
            className={classes('shrink-0 transition-transform', isFolded && '-rotate-90')}
          />
          <span className="truncate">{t('boards')}</span>
        </Button>
        {canCreate && (
          <span className="flex opacity-0 group-focus-within/section:opacity-100 group-hover/section:opacity-100">
            <IconButton
              size="xs"
              label={t('newBoard')}
              icon={<Plus size={15} />}
              onPress={() => openDialog({ kind: 'board' })}
            />
          </span>
        )}
      </div>
      <ul className="flex flex-col gap-px">
        {shown.map(({ id, name }) => (
          <li key={id}>
            <NavRow
              href={paths.board(id)}
              icon={<SquareKanban size={15} />}
              name={name}
              isCurrent={route?.boardId === id}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
