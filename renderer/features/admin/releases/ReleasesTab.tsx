// Versions of the desktop app that this server hands out: brought here, given out step by step, and which are in use.
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadedList } from '../../../app/LoadedList.tsx'
import { useLoaded } from '../../../app/loaded.ts'
import { Section } from '../../../ui/Section.tsx'
import { BringFiles } from './bring/BringFiles.tsx'
import { broughtStore } from './bring/brought.ts'
import { LeastAppForm } from './LeastAppForm.tsx'
import { Releases } from './Releases.tsx'
import { VersionsInUse } from './VersionsInUse.tsx'

export function ReleasesTab() {
  const { t } = useTranslation('releases')
  const list = useLoaded('releases.list', {})
  const usage = useLoaded('releases.versionsInUse', {})
  const arrivals = broughtStore((state) => state.arrivals)
  const { reload } = list
  useEffect(() => {
    if (arrivals > 0) void reload()
  }, [arrivals, reload])

  const releases = list.data?.releases
  return (
    <>
      <Section title={t('title')} description={t('lead')}>
        <LoadedList list={list} hasAvatar={false}>
          {({ releases }) => (
            <>
              <BringFiles releases={releases} />
              <Releases releases={releases} onChanged={reload} />
            </>
          )}
        </LoadedList>
      </Section>
      <Section title={t('usage.title')} description={t('usage.lead')}>
        <LoadedList list={usage} hasAvatar={false}>
          {(used) => (
            <VersionsInUse used={used} releases={releases ?? []} leastApp={list.data?.leastApp ?? null} />
          )}
        </LoadedList>
      </Section>
      <Section title={t('least.title')} description={t('least.lead')}>
        {list.data && (
          <LeastAppForm
            // What was set elsewhere starts the form afresh.
            key={list.data.leastApp}
            current={list.data.leastApp}
            releases={list.data.releases}
            apps={usage.data?.apps ?? []}
            onSaved={reload}
          />
        )}
      </Section>
    </>
  )
}
