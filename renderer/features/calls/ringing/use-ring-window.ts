// The desktop app's window of a ring, which is over everything else: what rings goes there, and its buttons answer here.
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../../contract/calls.ts'
import type { CallId } from '../../../../contract/ids.ts'
import { bridge } from '../../../desktop/bridge.ts'
import { channelNameOf } from '../../channels/channel-name.ts'
import { channelsStore } from '../../channels/store.ts'
import { mayRing } from '../../notifications/may-ring.ts'
import { myId, peopleStore, personName } from '../../people/store.ts'
import { callActions } from '../actions.ts'
import { useIsInCall } from '../use-call.ts'
import { ringStore, settleRing } from './store.ts'

export function useRingWindow(): void {
  const { calls, quiet, isSoundOn } = ringStore()
  const isWaiting = useIsInCall()
  const { t } = useTranslation('calls')
  useEffect(() => {
    const placeOf = ({ channelId }: CallView) => {
      const channel = channelsStore.getState().channels.get(channelId)?.channel
      if (!channel || channel.kind === 'direct') return t('ring.direct')
      return t('ring.inGroup', { name: channelNameOf(channel, peopleStore.getState().people, myId(), '') })
    }
    bridge.showRings(
      calls.slice(0, mostShown).map((call) => ({
        id: call.id,
        name: personName(call.startedById) || t('somebody'),
        place: placeOf(call),
        // In a call one is here, and asked here.
        isQuiet: isWaiting || !isSoundOn || quiet.has(call.id) || !mayRing(call),
        canUseCamera: true,
      })),
    )
  }, [calls, quiet, isSoundOn, isWaiting, t])
  useEffect(() => {
    const stops = [
      bridge.hear('ring.answered', ({ id, withCamera }) => {
        settleRing(id as CallId)
        void callActions.answer(id as CallId, { withCamera })
      }),
      bridge.hear('ring.declined', ({ id }) => {
        settleRing(id as CallId)
        void callActions.decline(id as CallId)
      }),
    ]
    return () => {
      for (const stop of stops) stop()
      bridge.showRings([])
    }
  }, [])
}

/** As many as the contract takes. */
const mostShown = 3
