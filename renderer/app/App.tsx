// Decides between the pages before the workspace (sign in, set up, join) and the workspace itself.
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { RouterProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Route, Switch, useLocation } from 'wouter'
import { startSession, useSession } from '../data/session.ts'
import { InvitePage } from '../features/sign-in/InvitePage.tsx'
import { SetupPage } from '../features/sign-in/SetupPage.tsx'
import { SignInPage } from '../features/sign-in/SignInPage.tsx'
import { Logo } from '../ui/Logo.tsx'
import { clearToasts, ToastRegion } from '../ui/Toast.tsx'
import { takeLeaving } from './leaving.ts'
import { PaneBoundary } from './PaneBoundary.tsx'

// Fetched while the session is asked for: the pages before the workspace don't wait for it.
const shell = import('./Shell.tsx')
const Shell = lazy(() => shell.then((file) => ({ default: file.Shell })))

export function App() {
  const [, navigate] = useLocation()
  useEffect(() => {
    void startSession()
  }, [])
  return (
    <RouterProvider navigate={navigate}>
      <PaneBoundary>
        <Switch>
          <Route path="/setup" component={SetupPage} />
          <Route path="/invite" component={InvitePage} />
          <Route component={Inside} />
        </Switch>
      </PaneBoundary>
      <ToastRegion />
    </RouterProvider>
  )
}

function Inside() {
  const session = useSession()
  const wasIn = useRef(false)
  const [isEnded, setEnded] = useState(false)
  useEffect(() => {
    if (session === 'signedIn') {
      wasIn.current = true
      setEnded(false)
    }
    // Between the two the session may be unknown for a moment.
    if (session === 'signedOut' && wasIn.current) {
      wasIn.current = false
      clearToasts()
      setEnded(!takeLeaving())
    }
  }, [session])
  if (session === 'unknown') return <Opening />
  if (session === 'signedOut') return <SignInPage isEnded={isEnded} />
  return (
    <Suspense fallback={<Opening />}>
      <Shell />
    </Suspense>
  )
}

function Opening() {
  const { t } = useTranslation()
  return (
    <div
      role="status"
      className="flex h-full flex-col items-center justify-center gap-3 bg-sidebar text-ink-faint"
    >
      <Logo size={44} className="animate-shimmer" />
      <span className="text-sm">{t('opening')}</span>
    </div>
  )
}
