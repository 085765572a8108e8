// The checklist of a task.
import { Plus, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InputOf } from '../../../../contract/commands.ts'
import type { CheckId, TaskId } from '../../../../contract/ids.ts'
import { type CheckView, maxChecks } from '../../../../contract/tasks.ts'
import { failureText } from '../../../app/submit.ts'
import { newId } from '../../../data/new-id.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import { changeChecklist } from './detail.ts'

type ChecklistProps = { taskId: TaskId; checks: CheckView[]; canWork: boolean }
type Change = InputOf<'tasks.changeChecklist'>['change']

export function Checklist({ taskId, checks, canWork }: ChecklistProps) {
  const { t } = useTranslation('board')
  const [text, setText] = useState<string | null>(null)
  const [checkId, setCheckId] = useState(() => newId() as CheckId)
  /** Ticks that the server has not answered yet. */
  const [ticked, setTicked] = useState<ReadonlyMap<CheckId, boolean>>(new Map())

  const change = async (wanted: Change): Promise<boolean> => {
    try {
      await changeChecklist(taskId, wanted)
      return true
    } catch (error) {
      showToast({ tone: 'danger', title: t('failed'), body: failureText(t, error) })
      return false
    }
  }
  const tick = async (id: CheckId, isDone: boolean) => {
    setTicked((before) => new Map(before).set(id, isDone))
    await change({ kind: 'tick', checkId: id, isDone })
    setTicked((before) => new Map([...before].filter(([other]) => other !== id)))
  }
  const add = async (event: FormEvent) => {
    event.preventDefault()
    const line = text?.trim() ?? ''
    if (line === '') return setText(null)
    if (!(await change({ kind: 'add', checkId, text: line }))) return
    setCheckId(newId() as CheckId)
    setText('')
  }
  if (checks.length === 0 && !canWork) return null
  return (
    <section aria-label={t('pane.checklist')} className="flex flex-col gap-1">
      {checks.length > 0 && (
        <h3 className="flex items-center gap-2 text-sm font-semibold">
          {t('pane.checklist')}
          <span className="text-xs font-normal text-ink-faint tabular-nums">
            {checks.filter(({ isDone }) => isDone).length}/{checks.length}
          </span>
        </h3>
      )}
      <ul className="flex flex-col">
        {checks.map(({ id, text: line, isDone }) => (
          <li key={id} className="group/check flex min-h-7 items-center gap-2">
            <Checkbox
              isSelected={ticked.get(id) ?? isDone}
              isDisabled={!canWork}
              onChange={(isOn) => void tick(id, isOn)}
            >
              <span className={(ticked.get(id) ?? isDone) ? 'text-ink-faint line-through' : undefined}>
                {line}
              </span>
            </Checkbox>
            <span className="flex-1" />
            {canWork && (
              <IconButton
                size="xs"
                label={t('pane.removeCheck', { text: line })}
                icon={<Trash2 size={13} />}
                className="opacity-0 group-focus-within/check:opacity-100 group-hover/check:opacity-100"
                onPress={() => void change({ kind: 'remove', checkId: id })}
              />
            )}
          </li>
        ))}
      </ul>
      {text !== null && (
        <form onSubmit={add}>
          <input
            // biome-ignore lint/a11y/noAutofocus: it was just asked for
            autoFocus
            aria-label={t('pane.checkText')}
            placeholder={t('pane.checkText')}
            value={text}
            maxLength={500}
            onChange={(event) => setText(event.target.value)}
            onBlur={() => text.trim() === '' && setText(null)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              event.preventDefault()
              event.stopPropagation()
              setText(null)
            }}
            className="h-8 w-full rounded-md border border-line-strong/60 bg-canvas px-2.5"
          />
        </form>
      )}
      {canWork && text === null && checks.length < maxChecks && (
        <Button
          variant="ghost"
          size="sm"
          className="-ms-2.5 self-start"
          icon={<Plus size={14} />}
          onPress={() => setText('')}
        >
          {t(checks.length === 0 ? 'pane.addChecklist' : 'pane.addCheck')}
        </Button>
      )}
    </section>
  )
}
