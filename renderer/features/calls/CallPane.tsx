// The main pane while a call stands in it: the stage, loaded when it is first needed.
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Spinner } from '../../ui/Spinner.tsx'

const CallStage = lazy(() => import('./screens/CallStage.tsx'))

export function CallPane() {
  const { t } = useTranslation('calls')
  return (
    <Suspense
      fallback={
        <div className="flex h-full items-center justify-center bg-stage text-white/70">
          <Spinner size={20} label={t('stage.loading')} />
        </div>
      }
    >
      <CallStage />
    </Suspense>
  )
}
