// Around a paged list: its shape while it loads, a refusal, more.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'

type PagedStateProps = {
  list: {
    items: unknown[] | null
    hasOlder: boolean
    error: unknown
    isLoading: boolean
    reload: () => void
    more: () => void
  }
  empty: ReactNode
  children: ReactNode
}

export function PagedState({ list, empty, children }: PagedStateProps) {
  const { t } = useTranslation('reading')
  return (
    <>
      {list.error !== null && (
        <Banner
          tone="danger"
          action={
            <Button size="sm" onPress={list.reload}>
              {t('retry')}
            </Button>
          }
        >
          {failureText(t, list.error)}
        </Banner>
      )}
      {!list.items && list.error === null && <SkeletonRows rows={5} label={t('loading')} />}
      {list.items?.length === 0 && empty}
      {children}
      {list.hasOlder && (
        <div className="flex justify-center pb-4">
          <Button variant="ghost" isPending={list.isLoading} onPress={list.more}>
            {t('older')}
          </Button>
        </div>
      )}
    </>
  )
}
