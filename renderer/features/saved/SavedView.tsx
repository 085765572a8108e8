// What the viewer has saved for later: to do, and done.
import { Bookmark, CheckCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { ViewPage } from '../messages/ViewPage.tsx'
import { SavedList } from './SavedList.tsx'
import { useSavedCounts } from './store.ts'

type Tab = 'open' | 'done'

export function SavedView() {
  const { t } = useTranslation('saved')
  const [tab, setTab] = useState<Tab>('open')
  const { open, done } = useSavedCounts()
  const named = (name: string, count: number) => (count > 0 ? t('counted', { name, count }) : name)
  return (
    <ViewPage title={t('title')}>
      <Tabs<Tab>
        label={t('title')}
        selected={tab}
        onChange={setTab}
        listClassName="px-1"
        panelClassName="flex flex-col gap-4 pt-4"
        tabs={[
          {
            id: 'open',
            label: named(t('open'), open),
            content: (
              <SavedList
                isDone={false}
                empty={
                  <EmptyState icon={<Bookmark size={22} />} title={t('empty')}>
                    {t('emptyHint')}
                  </EmptyState>
                }
              />
            ),
          },
          {
            id: 'done',
            label: named(t('done'), done),
            content: (
              <SavedList
                isDone
                empty={
                  <EmptyState icon={<CheckCheck size={22} />} title={t('emptyDone')}>
                    {t('emptyDoneHint')}
                  </EmptyState>
                }
              />
            ),
          },
        ]}
      />
    </ViewPage>
  )
}
