// How the embedded Postgres is tuned: many small committed writes, short reads, one machine shared with the server.

/** Given on the command line at each start, so a new version's settings reach an old data folder. */
export const postgresSettings: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  // A message is acknowledged only when it is on the disk.
  synchronous_commit: 'on',
  wal_compression: 'on',
  min_wal_size: '128MB',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',
  // Short statements: compiling them or spreading them over two cores costs more than it gives.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  // Read marks and stream heads are updated all the time; old versions of those rows must go early.
  autovacuum_naptime: '20s',
  autovacuum_vacuum_scale_factor: '0.05',
  idle_in_transaction_session_timeout: '5min',
  timezone: 'UTC',
  // The log never holds what people wrote: no statements, no row values (terse leaves out DETAIL).
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgres-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_timezone: 'UTC',
}
