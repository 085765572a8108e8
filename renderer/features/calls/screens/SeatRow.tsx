// One person of the list: how they are there, and what a host may do with their seat.
import {
  Crown,
  Ellipsis,
  Hand,
  Mic,
  MicOff,
  MonitorUp,
  UserMinus,
  Video,
  VideoOff,
  WifiOff,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SeatView } from '../../../../contract/call-signals.ts'
import { classes } from '../../../ui/classes.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuSeparator, MenuTrigger } from '../../../ui/Menu.tsx'
import { PersonAvatar } from '../../people/PersonAvatar.tsx'
import { usePerson } from '../../people/store.ts'
import { callActions } from '../actions.ts'
import { useSeatFacts } from './use-seat-facts.ts'
import { useIsSpeaking } from './use-speaker.ts'

type SeatRowProps = { seat: SeatView; isMine: boolean; canHost: boolean }

export function SeatRow({ seat, isMine, canHost }: SeatRowProps) {
  const { t } = useTranslation('calls')
  const { seatId, personId } = seat
  const name = usePerson(personId)?.name ?? t('somebody')
  const facts = useSeatFacts(seatId, isMine)
  const isSpeaking = useIsSpeaking(seatId) && !facts.isMuted
  const isSharing = seat.producers.some(({ source }) => source === 'screen')
  return (
    <li className="group/seat flex items-center gap-2.5 rounded-md px-2 py-1.5 hover:bg-hover">
      <PersonAvatar personId={personId} size={28} className={facts.isAway ? 'opacity-50' : ''} />
      <span className="min-w-0 flex-1">
        <span className="block truncate">
          <bdi>{name}</bdi>
          {isMine && <span className="text-ink-faint"> ({t('tile.you')})</span>}
        </span>
        {(facts.isHost || facts.isAway) && (
          <span className="block text-xs text-ink-faint">{t(facts.isAway ? 'tile.away' : 'tile.host')}</span>
        )}
      </span>
      <span className="flex shrink-0 items-center gap-1.5 text-ink-faint">
        {facts.isWeak && (
          <WifiOff size={14} role="img" aria-label={t('tile.weak')} className="text-warn-ink" />
        )}
        {isSharing && <MonitorUp size={14} role="img" aria-label={t('people.sharing')} />}
        {facts.isHandUp && <Hand size={14} role="img" aria-label={t('tile.hand')} className="text-away" />}
        {facts.isCameraOn ? (
          <Video size={14} role="img" aria-label={t('people.camera')} />
        ) : (
          <VideoOff size={14} role="img" aria-label={t('people.noCamera')} className="opacity-60" />
        )}
        {facts.isMuted ? (
          <MicOff size={14} role="img" aria-label={t('tile.muted')} className="text-danger-ink" />
        ) : (
          <Mic
            size={14}
            role="img"
            aria-label={t(isSpeaking ? 'tile.speaking' : 'people.microphone')}
            className={classes(isSpeaking && 'text-speaking')}
          />
        )}
      </span>
      {canHost && !isMine && <HostMenu seat={seat} name={name} isMuted={facts.isMuted} />}
    </li>
  )
}

function HostMenu({ seat, name, isMuted }: { seat: SeatView; name: string; isMuted: boolean }) {
  const { t } = useTranslation('calls')
  const { seatId } = seat
  return (
    <MenuTrigger>
      <IconButton size="xs" label={t('people.menu', { name })} icon={<Ellipsis size={15} />} />
      <Menu label={t('people.menu', { name })} placement="bottom end">
        {isMuted ? (
          <MenuItem icon={<Mic size={15} />} onAction={() => callActions.askToUnmute(seatId)}>
            {t('people.askToUnmute')}
          </MenuItem>
        ) : (
          <MenuItem icon={<MicOff size={15} />} onAction={() => callActions.muteSeat(seatId)}>
            {t('people.mute')}
          </MenuItem>
        )}
        {!seat.isHost && (
          <MenuItem icon={<Crown size={15} />} onAction={() => callActions.makeHost(seatId)}>
            {t('people.makeHost')}
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem
          icon={<UserMinus size={15} />}
          isDestructive
          onAction={() => callActions.removeSeat(seatId)}
        >
          {t('people.remove')}
        </MenuItem>
      </Menu>
    </MenuTrigger>
  )
}
