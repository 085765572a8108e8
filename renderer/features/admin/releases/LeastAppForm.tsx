// The oldest version that may be used, and whom it would ask to update.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AppVersion, type ReleaseView, type VersionInUse } from '../../../../contract/releases.ts'
import { useSubmit } from '../../../app/submit.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import { judgeLeast } from './usage.ts'

type LeastAppFormProps = {
  current: string | null
  releases: readonly ReleaseView[]
  apps: readonly VersionInUse[]
  onSaved: () => Promise<void>
}

export function LeastAppForm({ current, releases, apps, onSaved }: LeastAppFormProps) {
  const { t } = useTranslation('releases')
  const [text, setText] = useState(current ?? '')
  const form = useSubmit('releases.setLeastApp', ['version'])
  const version = text.trim() || null

  const set = async (next: string | null) => {
    if (!(await form.submit({ version: next }))) return
    showToast({ tone: 'good', title: t('least.saved') })
    await onSaved()
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    void set(version)
  }
  return (
    <form onSubmit={save} className="flex flex-col gap-3" noValidate>
      {form.sentence && <Banner tone="danger">{form.sentence}</Banner>}
      <TextField
        label={t('least.label')}
        placeholder={t('least.any')}
        description={t('least.hint')}
        className="w-56"
        inputClassName="tabular-nums"
        maxLength={60}
        value={text}
        onChange={(next) => {
          setText(next)
          form.clear()
        }}
        error={form.errorOf('version')}
      />
      {AppVersion.safeParse(version).success && version && (
        <Effect version={version} releases={releases} apps={apps} />
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          variant="primary"
          isPending={form.isRunning}
          isDisabled={version === current || form.isWaiting}
        >
          {t('least.save')}
        </Button>
        {current !== null && (
          <Button variant="ghost" isDisabled={form.isRunning} onPress={() => void set(null)}>
            {t('least.allowAny')}
          </Button>
        )}
      </div>
    </form>
  )
}

type EffectProps = Pick<LeastAppFormProps, 'releases' | 'apps'> & { version: string }

function Effect({ version, releases, apps }: EffectProps) {
  const { t, i18n } = useTranslation('releases')
  const { tooOld, stuck } = judgeLeast(version, apps, releases)
  if (tooOld.length === 0) return <p className="text-sm text-ink-soft">{t('least.nobody')}</p>
  const join = (parts: string[]) => new Intl.ListFormat(i18n.language).format(parts)
  const list = tooOld.map(({ platform, version, people }) =>
    t('least.affectedOne', { system: t(`system.${platform}`), version, count: people }),
  )
  return (
    <Banner tone={stuck.length > 0 ? 'warn' : 'neutral'} className="max-w-[38rem]">
      <p>{t('least.affected', { list: join(list) })}</p>
      {stuck.length > 0 && (
        <p className="mt-1">
          {t('least.stuck', { systems: join(stuck.map((platform) => t(`system.${platform}`))) })}
        </p>
      )}
    </Banner>
  )
}
