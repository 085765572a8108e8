// What stands in place of a list that isn't there: its shape while it loads, or why it can't be shown.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { failureText } from './submit.ts'

export type LoadedListProps<Data> = {
  list: { data: Data | null; error: unknown; reload: () => Promise<void> }
  hasAvatar?: boolean
  children: (data: Data) => ReactNode
}

export function LoadedList<Data>({ list, hasAvatar = true, children }: LoadedListProps<Data>) {
  const { t } = useTranslation()
  return (
    <>
      {list.error !== null && (
        <Banner
          tone="danger"
          action={
            <Button size="sm" variant="ghost" className="text-danger-ink" onPress={list.reload}>
              {t('tryAgain')}
            </Button>
          }
        >
          {failureText(t, list.error)}
        </Banner>
      )}
      {list.data !== null && children(list.data)}
      {list.data === null && list.error === null && (
        <SkeletonRows label={t('loading')} hasAvatar={hasAvatar} />
      )}
    </>
  )
}
