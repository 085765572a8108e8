// What one can do in a call, along its bottom edge.
import { Hand, MessageSquareText, Mic, MicOff, PhoneOff, Users, Video, VideoOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { usePanes, useRightPane } from '../../../app/panes.ts'
import { classes } from '../../../ui/classes.ts'
import { callActions } from '../actions.ts'
import { liveCallStore } from '../state.ts'
import { stageStore } from '../store.ts'
import { ControlButton, WithMenu } from './ControlButton.tsx'
import { callKeys } from './call-keys.ts'
import { CameraMenu, MicrophoneMenu } from './DeviceMenus.tsx'
import { LeaveMenu } from './LeaveMenu.tsx'
import { MoreButton, ReactionsButton } from './ReactionsButton.tsx'
import { ShareButton } from './ShareButton.tsx'
import { useWaiting } from './use-waiting.ts'

/** wide: all of it. compact: what is rare behind one button. tiny: without the small menus. */
export type BarRoom = 'wide' | 'compact' | 'tiny'

export function ControlBar({ room }: { room: BarRoom }) {
  const { t } = useTranslation('calls')
  return (
    <div
      role="toolbar"
      aria-label={t('bar.label')}
      className={classes(
        'flex shrink-0 items-center justify-center px-2 py-2.5',
        room === 'wide' ? 'gap-2' : room === 'compact' ? 'gap-1.5' : 'gap-1',
      )}
    >
      <MicrophoneControl hasMenu={room !== 'tiny'} />
      <CameraControl hasMenu={room !== 'tiny'} />
      <ShareButton hasMenu={room === 'wide'} />
      {room === 'wide' && <HandControl />}
      {room === 'wide' ? <ReactionsButton /> : <MoreButton />}
      {room === 'wide' && <span aria-hidden className="w-1" />}
      <PeopleControl />
      <ChatControl />
      {room === 'wide' && <span aria-hidden className="w-1" />}
      <LeaveControl hasMenu={room === 'wide'} />
    </div>
  )
}

function MicrophoneControl({ hasMenu }: { hasMenu: boolean }) {
  const { t } = useTranslation('calls')
  const isMuted = liveCallStore(({ own }) => own.isMuted)
  const problem = liveCallStore(({ own }) => own.microphoneProblem)
  const button = (
    <ControlButton
      label={t(isMuted ? 'bar.unmute' : 'bar.mute')}
      icon={isMuted ? <MicOff size={19} /> : <Mic size={19} />}
      tone={isMuted ? 'off' : 'plain'}
      shortcut={callKeys.mute}
      hasNews={problem !== null}
      onPress={() => callActions.setMuted(!isMuted)}
    />
  )
  if (!hasMenu) return button
  return (
    <WithMenu menuLabel={t('bar.microphoneMenu')} menu={<MicrophoneMenu />}>
      {button}
    </WithMenu>
  )
}

function CameraControl({ hasMenu }: { hasMenu: boolean }) {
  const { t } = useTranslation('calls')
  const isOn = liveCallStore(({ own }) => own.isCameraOn)
  const problem = liveCallStore(({ own }) => own.cameraProblem)
  const button = (
    <ControlButton
      label={t(isOn ? 'bar.cameraOff' : 'bar.cameraOn')}
      icon={isOn ? <Video size={19} /> : <VideoOff size={19} />}
      tone={isOn ? 'plain' : 'off'}
      shortcut={callKeys.camera}
      hasNews={problem !== null}
      onPress={() => void callActions.setCamera(!isOn)}
    />
  )
  if (!hasMenu) return button
  return (
    <WithMenu menuLabel={t('bar.cameraMenu')} menu={<CameraMenu />}>
      {button}
    </WithMenu>
  )
}

function HandControl() {
  const { t } = useTranslation('calls')
  const isUp = liveCallStore(({ seats, seatId }) => Boolean(seatId && seats.get(seatId)?.handRaisedAt))
  return (
    <ControlButton
      label={t(isUp ? 'bar.handDown' : 'bar.hand')}
      icon={<Hand size={19} />}
      tone={isUp ? 'on' : 'plain'}
      isPressed={isUp}
      shortcut={callKeys.hand}
      onPress={() => callActions.raiseHand(!isUp)}
    />
  )
}

function PeopleControl() {
  const { t } = useTranslation('calls')
  const isOpen = stageStore((state) => state.isPeopleOpen)
  const count = liveCallStore(({ seats }) => seats.size)
  const waiting = useWaiting().length
  return (
    <ControlButton
      label={waiting > 0 ? `${t('bar.people')}, ${t('people.waiting', { count: waiting })}` : t('bar.people')}
      icon={<Users size={19} />}
      isPressed={isOpen}
      tone={isOpen ? 'on' : 'plain'}
      count={count}
      hasNews={waiting > 0}
      onPress={() => stageStore.setState({ isPeopleOpen: !isOpen })}
    />
  )
}

/** The chat of a call is the thread of its line in the conversation. */
function ChatControl() {
  const { t } = useTranslation('calls')
  const panes = usePanes()
  const pane = useRightPane()
  const [, navigate] = useLocation()
  const call = liveCallStore((state) => state.call)
  if (!call) return null
  const isOpen = pane?.kind === 'thread' && pane.rootId === call.messageId
  const toggle = () => {
    if (isOpen) return panes.close()
    stageStore.setState({ isPeopleOpen: false })
    navigate(`/c/${call.channelId}/t/${call.messageId}`)
  }
  return (
    <ControlButton
      label={t('bar.chat')}
      icon={<MessageSquareText size={19} />}
      isPressed={isOpen}
      tone={isOpen ? 'on' : 'plain'}
      onPress={toggle}
    />
  )
}

function LeaveControl({ hasMenu }: { hasMenu: boolean }) {
  const { t } = useTranslation('calls')
  const isHost = liveCallStore(
    ({ seats, seatId }) => seats.size > 1 && Boolean(seatId && seats.get(seatId)?.isHost),
  )
  const leave = (
    <ControlButton
      label={t('bar.leave')}
      icon={<PhoneOff size={20} />}
      tone="leave"
      shortcut={callKeys.leave}
      onPress={() => void callActions.leave()}
    />
  )
  if (!isHost || !hasMenu) return leave
  return (
    <WithMenu menuLabel={t('bar.leaveMenu')} menu={(close) => <LeaveMenu onDone={close} />}>
      {leave}
    </WithMenu>
  )
}
