// The doors of calls; what happens inside of one goes over the socket (signals.ts).
import { route } from '../../http/route.ts'
import {
  callChannel,
  declineCall,
  endCall,
  listHistory,
  listQuality,
  reachCall,
  readPaths,
  readQualityDays,
} from './service.ts'

export const callRoutes = [
  route('calls.start', async (context, actor, input) => ({ call: await callChannel(context, actor, input) })),
  route('calls.decline', async (context, actor, input) => ({
    call: await declineCall(context, actor, input),
  })),
  route('calls.end', async (context, actor, { callId }) => ({ call: await endCall(context, actor, callId) })),
  route('calls.find', async (context, actor, { callId }) => ({
    call: await reachCall(context, actor, callId),
  })),
  route('calls.history', listHistory),
  route('calls.paths', (context) => readPaths(context)),
  route('calls.qualityDays', (context, actor, { days }) => readQualityDays(context, actor, days)),
  route('calls.qualityList', listQuality),
]
