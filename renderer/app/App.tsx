// Decides between the pages before the workspace (sign in, set up, join) and the workspace itself.
import { type ComponentType, lazy, Suspense, useEffect, useRef, useState } from 'react'
import { RouterProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Route, Switch, useLocation } from 'wouter'
import { startSession, useSession } from '../data/session.ts'
import { Logo } from '../ui/Logo.tsx'
import { clearToasts, ToastRegion } from '../ui/Toast.tsx'
import { takeLeaving } from './leaving.ts'
import { PaneBoundary } from './PaneBoundary.tsx'
import { Shell } from './Shell.tsx'
import { useLinks } from './use-desktop.ts'

// The workspace is what is opened every day; these are seen once, or seldom.
const SetupPage = lazy(() =>
  import('../features/sign-in/SetupPage.tsx').then((file) => ({ default: file.SetupPage })),
)
const InvitePage = lazy(() =>
  import('../features/sign-in/InvitePage.tsx').then((file) => ({ default: file.InvitePage })),
)
const SignInPage = lazy(() =>
  import('../features/sign-in/SignInPage.tsx').then((file) => ({ default: file.SignInPage })),
)
const DesktopSignInPage = lazy(() =>
  import('../features/sign-in/DesktopSignInPage.tsx').then((file) => ({ default: file.DesktopSignInPage })),
)

export function App() {
  const [, navigate] = useLocation()
  useLinks()
  useEffect(() => {
    void startSession()
  }, [])
  return (
    <RouterProvider navigate={navigate}>
      <PaneBoundary>
        <Suspense fallback={<Opening />}>
          <Switch>
            <Route path="/setup" component={SetupPage} />
            <Route path="/invite" component={InvitePage} />
            <Route path="/sign-in/desktop">
              <Inside page={DesktopSignInPage} />
            </Route>
            <Route>
              <Inside page={Shell} />
            </Route>
          </Switch>
        </Suspense>
      </PaneBoundary>
      <ToastRegion />
    </RouterProvider>
  )
}

/** For who is signed in; everybody else signs in first. */
function Inside({ page: Page }: { page: ComponentType }) {
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
  return <Page />
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
