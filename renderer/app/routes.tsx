// Which page stands in the main pane. What is seldom opened is loaded when it is.
import { Compass } from 'lucide-react'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import type { BoardId, ChannelId, MessageId } from '../../contract/ids.ts'
import { openDialog } from '../features/channels/dialogs.ts'
import { useChannel, useChannels } from '../features/channels/store.ts'
import { ChannelView } from '../features/messages/ChannelView.tsx'
import { useMe, useWorkspace } from '../features/people/store.ts'
import { BoardHome } from '../features/tasks/BoardHome.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Logo } from '../ui/Logo.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { loadWords, type SeldomWords } from './i18n.ts'
import { lastChannelId, rememberChannel } from './last-channel.ts'
import { paths } from './paths.ts'

/** A page together with its words. */
async function withWords<Page>(features: SeldomWords[], page: Promise<Page>): Promise<Page> {
  const [loaded] = await Promise.all([page, ...features.map(loadWords)])
  return loaded
}

const UnreadsView = lazy(() =>
  import('../features/messages/UnreadsView.tsx').then((file) => ({ default: file.UnreadsView })),
)
const ActivityView = lazy(() =>
  import('../features/activity/ActivityView.tsx').then((file) => ({ default: file.ActivityView })),
)
const MentionsView = lazy(() =>
  import('../features/messages/MentionsView.tsx').then((file) => ({ default: file.MentionsView })),
)
const ThreadsView = lazy(() =>
  import('../features/messages/ThreadsView.tsx').then((file) => ({ default: file.ThreadsView })),
)
const FilesPage = lazy(() =>
  import('../features/files/browse/FilesPage.tsx').then((file) => ({ default: file.FilesPage })),
)
const RemindersPage = lazy(() =>
  import('../features/reminders/RemindersPage.tsx').then((file) => ({ default: file.RemindersPage })),
)
const ScheduledPage = lazy(() =>
  import('../features/scheduled/ScheduledPage.tsx').then((file) => ({ default: file.ScheduledPage })),
)
const SavedView = lazy(() =>
  import('../features/saved/SavedView.tsx').then((file) => ({ default: file.SavedView })),
)
const DraftsView = lazy(() =>
  import('../features/drafts/DraftsView.tsx').then((file) => ({ default: file.DraftsView })),
)
const CallsPage = lazy(() =>
  import('../features/calls/CallsPage.tsx').then((file) => ({ default: file.CallsPage })),
)
const BoardPage = lazy(() =>
  withWords(['board'], import('../features/tasks/BoardPage.tsx')).then((file) => ({
    default: file.BoardPage,
  })),
)
const MyTasksPage = lazy(() =>
  withWords(['board'], import('../features/tasks/mine/MyTasksPage.tsx')).then((file) => ({
    default: file.MyTasksPage,
  })),
)
const SearchPage = lazy(() =>
  import('../features/search/SearchPage.tsx').then((file) => ({ default: file.SearchPage })),
)
const DoctorPage = lazy(() =>
  withWords(['doctor'], import('../features/calls/doctor/DoctorPage.tsx')).then((file) => ({
    default: file.DoctorPage,
  })),
)
const SettingsPage = lazy(() =>
  withWords(['settings'], import('../features/settings/SettingsPage.tsx')).then((file) => ({
    default: file.SettingsPage,
  })),
)
const AdminPage = lazy(() =>
  withWords(['admin', 'releases'], import('../features/admin/AdminPage.tsx')).then((file) => ({
    default: file.AdminPage,
  })),
)

export function MainRoutes() {
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        <Route path="/" component={Home} />
        <Route path="/c/:channelId/*?">
          {({ channelId }) => <ChannelPage channelId={channelId as ChannelId} />}
        </Route>
        <Route path="/b/:boardId">
          {({ boardId }) => <BoardPage key={boardId} boardId={boardId as BoardId} />}
        </Route>
        <Route path="/tasks" component={MyTasksPage} />
        <Route path="/unreads" component={UnreadsView} />
        <Route path="/activity" component={ActivityView} />
        <Route path="/mentions" component={MentionsView} />
        <Route path="/threads" component={ThreadsView} />
        <Route path="/files" component={FilesPage} />
        <Route path="/reminders" component={RemindersPage} />
        <Route path="/scheduled" component={ScheduledPage} />
        <Route path="/later" component={SavedView} />
        <Route path="/drafts" component={DraftsView} />
        <Route path="/calls" component={CallsPage} />
        <Route path="/search" component={SearchPage} />
        <Route path="/call-doctor" component={DoctorPage} />
        <Route path="/settings/:tab?">{({ tab }) => <SettingsPage tab={tab} />}</Route>
        <Route path="/admin/:tab?">{({ tab }) => <AdminPage tab={tab} />}</Route>
        <Route component={NotFound} />
      </Switch>
    </Suspense>
  )
}

function ChannelPage({ channelId }: { channelId: ChannelId }) {
  const [location] = useLocation()
  const messageId = /\/m\/([^/]+)$/.exec(location)?.[1] as MessageId | undefined
  const channel = useChannel(channelId)?.channel
  const isMember = channel !== undefined
  const isBoard = channel?.isBoard === true
  useEffect(() => {
    if (isMember && !isBoard) rememberChannel(channelId)
  }, [channelId, isMember, isBoard])
  if (isBoard) return <BoardHome channelId={channelId} messageId={messageId ?? null} />
  return <ChannelView key={channelId} channelId={channelId} messageId={messageId ?? null} />
}

/** The conversation last open on this device, else the first that isn't archived. */
function Home() {
  const { t } = useTranslation()
  const channels = useChannels()
  const workspace = useWorkspace()
  const abilities = useMe()?.abilities
  const open = channels.filter(({ channel, membership }) => !channel.isArchived && !membership.isClosed)
  const last = lastChannelId()
  const chosen = open.find(({ channel }) => channel.id === last) ?? open[0]
  if (chosen) return <Redirect to={paths.channel(chosen.channel.id)} replace />
  if (!workspace) return <Loading />
  return (
    <EmptyState
      className="h-full"
      icon={<Logo size={28} />}
      title={t('home.title', { workspace: workspace.name })}
      action={
        <>
          {abilities?.canBrowseChannels && (
            <Button variant="primary" onPress={() => openDialog({ kind: 'browse' })}>
              {t('home.browse')}
            </Button>
          )}
          <Button onPress={() => openDialog({ kind: 'direct' })}>{t('home.write')}</Button>
        </>
      }
    >
      {t('home.body')}
    </EmptyState>
  )
}

function NotFound() {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  return (
    <EmptyState
      className="h-full"
      icon={<Compass size={22} />}
      title={t('notFound.title')}
      action={<Button onPress={() => navigate(paths.home)}>{t('notFound.home')}</Button>}
    >
      {t('notFound.body')}
    </EmptyState>
  )
}

function Loading() {
  const { t } = useTranslation()
  return (
    <div className="flex h-full items-center justify-center text-ink-faint">
      <Spinner size={20} label={t('loading')} />
    </div>
  )
}
