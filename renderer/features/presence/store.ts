import type { ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import type { Presence } from '../../../contract/live.ts'
export declare function usePresence(personId: PersonId): Presence
export declare function useTyping(channelId: ChannelId, threadId: MessageId | null): PersonId[]
export declare function typing(channelId: ChannelId, threadId: MessageId | null): void
