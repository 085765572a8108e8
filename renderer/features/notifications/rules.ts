// The viewer's notification rules: start state plus entries, and what they say about something right now.
import { create } from 'zustand'
import type { JoinedChannel } from '../../../contract/channels.ts'
import type { Entry } from '../../../contract/events.ts'
import type { ChannelRule } from '../../../contract/lib/notify.ts'
import type { NotificationRules } from '../../../contract/notifications.ts'
import type { StartState } from '../../../contract/sync.ts'

export type RulesState = { rules: NotificationRules }

/** As for everybody who set nothing. */
export const noRules: RulesState = { rules: { level: 'mentions', isToldOfReplies: true, keywords: [] } }

export const rulesStore = create<RulesState>()(() => noRules)

export const rulesFromStart = (start: StartState): RulesState => ({ rules: start.rules })

export function applyToRules(state: RulesState, { event }: Entry): RulesState {
  return event.type === 'rules.changed' ? { rules: event.rules } : state
}

export const useRules = (): NotificationRules => rulesStore((state) => state.rules)

/** What the viewer set for a channel, as the rule asks for it. */
export function channelRule({ channel, membership }: JoinedChannel): ChannelRule {
  return {
    isConversation: channel.kind === 'direct' || channel.kind === 'group',
    level: membership.notifyLevel,
    isMuted: membership.isMuted,
  }
}
