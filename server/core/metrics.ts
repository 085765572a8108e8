// What Prometheus reads at /metrics. Names follow its habits: base units, _total for counters.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>

/** What is measured only when somebody looks. */
type Probe = () => Promise<void> | void

export function createMetrics() {
  const registry = new Registry()
  const probes: Probe[] = []
  collectDefaultMetrics({ register: registry, prefix: 'nucleus_' })
  const registers = [registry]
  return {
    registry,
    /** Runs before each reading. */
    addProbe: (probe: Probe) => void probes.push(probe),
    async read(): Promise<string> {
      await Promise.all(probes.map((probe) => probe()))
      return registry.metrics()
    },
    commandSeconds: new Histogram({
      name: 'nucleus_command_seconds',
      help: 'Time to answer a command, by command and outcome',
      labelNames: ['command', 'outcome'],
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    deliverySeconds: new Histogram({
      name: 'nucleus_commit_to_socket_seconds',
      help: 'From the commit of an entry to its writing to the sockets of this process',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    }),
    sockets: new Gauge({ name: 'nucleus_sockets', help: 'Connected sockets of this process', registers }),
    entriesPushed: new Counter({
      name: 'nucleus_entries_pushed_total',
      help: 'Journal entries handed to sockets',
      registers,
    }),
    gapsFilled: new Counter({
      name: 'nucleus_journal_gaps_filled_total',
      help: 'Entries that a push had missed and the sweep or a gap fetch found',
      registers,
    }),
    listenerLag: new Gauge({
      name: 'nucleus_journal_lag_entries',
      help: 'Entries a listener has not taken in yet (counted up to 10,000)',
      labelNames: ['listener'],
      registers,
    }),
    batchSize: new Histogram({
      name: 'nucleus_send_batch_messages',
      help: 'Messages committed together',
      buckets: [1, 2, 5, 10, 20, 50, 100],
      registers,
    }),
    dbQueries: new Gauge({
      name: 'nucleus_db_queries_in_flight',
      help: 'Pool connections at work, and queries waiting for one',
      registers,
    }),
    calls: new Gauge({ name: 'nucleus_calls', help: 'Calls that this process carries', registers }),
    callSeats: new Gauge({ name: 'nucleus_call_seats', help: 'Seats taken in them', registers }),
    mediaConsumers: new Gauge({
      name: 'nucleus_media_consumers',
      help: 'Streams that the media workers of this process forward, one per viewer',
      registers,
    }),
    mediaRoomsLost: new Counter({
      name: 'nucleus_media_rooms_lost_total',
      help: 'Calls whose media were rebuilt because their worker died',
      registers,
    }),
    rateLimited: new Counter({
      name: 'nucleus_rate_limited_total',
      help: 'Refused for their rate',
      labelNames: ['by'],
      registers,
    }),
  }
}
