// Somebody calls: who, where, and the ways to answer. While one is in another call it asks more quietly.
import { BellOff, Phone, PhoneOff, Video } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../../contract/calls.ts'
import { useShortcut } from '../../../app/keyboard.ts'
import { classes } from '../../../ui/classes.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Kbd } from '../../../ui/Kbd.tsx'
import { useChannelName } from '../../channels/channel-name.ts'
import { useChannel } from '../../channels/store.ts'
import { mayRing } from '../../notifications/may-ring.ts'
import { PersonAvatar } from '../../people/PersonAvatar.tsx'
import { usePerson } from '../../people/store.ts'
import { callActions } from '../actions.ts'
import { useIsInCall } from '../use-call.ts'
import { quietRing, ringStore, settleRing } from './store.ts'

export function RingWindow({ call, isFirst }: { call: CallView; isFirst: boolean }) {
  const { t } = useTranslation('calls')
  const isWaiting = useIsInCall()
  const caller = usePerson(call.startedById)
  const box = useRef<HTMLDivElement>(null)
  const isQuiet = ringStore(({ quiet, isSoundOn }) => !isSoundOn || quiet.has(call.id) || !mayRing(call))
  const name = caller?.name ?? t('somebody')

  const answer = (withCamera: boolean) => {
    settleRing(call.id)
    void callActions.answer(call.id, { withCamera })
  }
  const decline = () => {
    settleRing(call.id)
    void callActions.decline(call.id, { isBusy: isWaiting })
  }
  useRingKeys(isFirst, () => answer(false), decline)
  // In a call nothing may be one key away from leaving it.
  useFirstFocus(box, isFirst && !isWaiting)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    event.preventDefault()
    decline()
  }
  return (
    <div
      ref={box}
      role="alertdialog"
      aria-labelledby={`ring-${call.id}`}
      aria-describedby={`ring-${call.id}-place`}
      data-testid="ring"
      onKeyDown={onKeyDown}
      className="animate-rise-in rounded-xl bg-raised p-4 shadow-float outline-none"
    >
      <div className="flex items-start gap-3">
        <span className="relative shrink-0">
          {!isWaiting && (
            <span aria-hidden className="absolute inset-0 animate-ring-wave rounded-xl bg-accent/35" />
          )}
          <PersonAvatar personId={call.startedById} size={48} className="relative" />
        </span>
        <div className="min-w-0 flex-1">
          <p id={`ring-${call.id}`} className="text-md font-semibold break-words">
            {t(isWaiting ? 'ring.alsoCalling' : 'ring.calling', { name })}
          </p>
          <RingPlace call={call} />
        </div>
        <IconButton
          size="xs"
          label={t('ring.quiet')}
          icon={<BellOff size={14} />}
          isActive={isQuiet}
          isDisabled={isQuiet}
          onPress={() => quietRing(call.id)}
        />
      </div>
      <div className="mt-3.5 flex gap-2">
        <RingButton tone="decline" icon={<PhoneOff size={16} />} onPress={decline}>
          {t(isWaiting ? 'ring.busy' : 'ring.decline')}
        </RingButton>
        {!isWaiting && (
          <RingButton
            tone="plain"
            icon={<Video size={16} />}
            label={t('ring.answerWithCamera')}
            onPress={() => answer(true)}
          >
            {t('ring.withCamera')}
          </RingButton>
        )}
        <RingButton tone="answer" icon={<Phone size={16} />} onPress={() => answer(false)} isMain>
          {t(isWaiting ? 'ring.leaveAndAnswer' : 'ring.answer')}
        </RingButton>
      </div>
      {isFirst && (
        <p className="mt-2.5 flex flex-wrap items-center gap-x-1.5 gap-y-1 text-xs text-ink-faint narrow:hidden">
          <Kbd keys="Alt+Shift+Y" /> {t('ring.keyAnswer')}
        </p>
      )}
    </div>
  )
}

/** Of a group: its name and who is called with one. */
function RingPlace({ call }: { call: CallView }) {
  const { t } = useTranslation('calls')
  const channel = useChannel(call.channelId)?.channel
  const name = useChannelName(channel)
  const isGroup = channel?.kind !== 'direct'
  const others = call.participants.filter(({ personId }) => personId !== call.startedById)
  return (
    <div id={`ring-${call.id}-place`} className="mt-0.5 text-sm text-ink-soft">
      {isGroup ? (
        <>
          <p className="line-clamp-2 break-words">{t('ring.inGroup', { name })}</p>
          <div className="mt-1.5 flex items-center gap-1">
            {others.slice(0, 6).map(({ personId }) => (
              <PersonAvatar key={personId} personId={personId} size={20} />
            ))}
            {others.length > 6 && <span className="text-xs text-ink-faint">+{others.length - 6}</span>}
          </div>
        </>
      ) : (
        t('ring.direct')
      )}
    </div>
  )
}

const tones = {
  decline: 'bg-danger-tint text-danger-ink data-hovered:bg-danger data-hovered:text-on-danger',
  plain: 'bg-pressed text-ink data-hovered:bg-selected',
  answer: 'bg-answer text-on-answer data-hovered:brightness-108',
}

type RingButtonProps = {
  tone: keyof typeof tones
  icon: React.ReactNode
  onPress: () => void
  isMain?: boolean
  /** Where the word alone says too little. */
  label?: string
  children: string
}

function RingButton({ tone, icon, onPress, isMain, label, children }: RingButtonProps) {
  return (
    <Button
      onPress={onPress}
      {...(label && { 'aria-label': label })}
      {...(isMain && { 'data-main': true })}
      className={classes(
        'flex h-9 min-w-fit flex-1 items-center justify-center gap-2 rounded-lg px-2 text-base font-medium transition-colors',
        tones[tone],
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </Button>
  )
}

function useRingKeys(isFirst: boolean, answer: () => void, decline: () => void): void {
  const { t } = useTranslation('calls')
  const shared = { group: 'call', isInDialog: true, isDisabled: !isFirst } as const
  useShortcut({
    ...shared,
    id: 'ring.answer',
    keys: 'Alt+Shift+Y',
    label: t('ring.answer'),
    run: answer,
  })
  useShortcut({
    ...shared,
    id: 'ring.decline',
    keys: 'Alt+Shift+N',
    label: t('ring.decline'),
    run: decline,
  })
}

/** Takes the focus when it is nowhere in particular, never from a place to write: a typed Enter must not answer. */
function useFirstFocus(box: React.RefObject<HTMLDivElement | null>, isFirst: boolean): void {
  useEffect(() => {
    const held = document.activeElement
    if (!isFirst || (held && held !== document.body && held.tagName !== 'MAIN')) return
    box.current?.querySelector<HTMLElement>('[data-main]')?.focus()
    return () => {
      if (document.activeElement === document.body && held instanceof HTMLElement) held.focus()
    }
  }, [box, isFirst])
}
