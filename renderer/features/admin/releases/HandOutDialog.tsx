// To how many computers a version goes: at first to a few, later to more.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReleaseView } from '../../../../contract/releases.ts'
import { useSubmit } from '../../../app/submit.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { SegmentedChoice } from '../../../ui/SegmentedChoice.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import { type Share, sharesFor } from './standing.ts'
import { percentText, systemText } from './words.ts'

type HandOutProps = { release: ReleaseView; onClose: () => void; onChanged: () => Promise<void> }

export function HandOutDialog({ isOpen, ...props }: HandOutProps & { isOpen: boolean }) {
  const { t } = useTranslation('releases')
  const { state, version, feed } = props.release
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={props.onClose}
      size="md"
      title={t(state === 'published' ? 'dialog.raiseTitle' : 'dialog.title', {
        version,
        system: systemText(t, feed),
      })}
    >
      {isOpen && <HandOutForm {...props} />}
    </Dialog>
  )
}

function HandOutForm({ release, onClose, onChanged }: HandOutProps) {
  const { t, i18n } = useTranslation('releases')
  const { choices, first } = sharesFor(release)
  const [share, setShare] = useState<Share>(first)
  const form = useSubmit('releases.publish')
  const percent = (value: number) => percentText(value, i18n.language)
  const isRaise = release.state === 'published'

  const handOut = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await form.submit({ releaseId: release.id, percentage: share }))) return
    const { version } = release
    const done = share < 100 ? 'sharing' : 'everybody'
    showToast({ tone: 'good', title: t(`done.${done}`, { version, percent: percent(share) }) })
    await onChanged()
    onClose()
  }
  return (
    <form onSubmit={handOut} className="flex flex-col gap-4" noValidate>
      {form.sentence && <Banner tone="danger">{form.sentence}</Banner>}
      <div className="flex flex-col gap-1.5">
        <span aria-hidden className="text-sm font-medium">
          {t('dialog.share')}
        </span>
        <SegmentedChoice
          label={t('dialog.share')}
          options={choices.map((choice) => ({ id: String(choice), label: percent(choice) }))}
          value={String(share)}
          onChange={(next) => setShare(choices.find((choice) => String(choice) === next) ?? first)}
        />
      </div>
      <div className="flex flex-col gap-2 text-base text-pretty text-ink-soft">
        <p aria-live="polite">
          {share < 100 ? t('dialog.part', { count: share }) : t('dialog.everybody')}{' '}
          {release.channel === 'preview' && t('dialog.preview')}
        </p>
        <p className="text-sm text-ink-faint">
          {t(release.platform === 'linux' ? 'dialog.whenLinux' : 'dialog.when')}
        </p>
      </div>
      <Button
        type="submit"
        variant="primary"
        className="self-end"
        isPending={form.isRunning}
        isDisabled={form.isWaiting}
      >
        {t(isRaise ? 'dialog.confirmRaise' : 'dialog.confirm')}
      </Button>
    </form>
  )
}
