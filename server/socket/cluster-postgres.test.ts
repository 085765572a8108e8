import { describeCluster } from '../test/cluster.ts'

describeCluster('two processes that talk through Postgres', () => ({ CLUSTER: 'postgres', SWEEP_INTERVAL_MS: '60000' }), true)
describeCluster('two processes that do not hear each other, only the sweep', () => ({ CLUSTER: 'single' }), false)
