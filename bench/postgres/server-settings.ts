/** WAL that need not be flushed by a checkpoint all the time; all else as the server has it. */
export const serverSettings = (pool: number): Record<string, string> => ({
  shared_buffers: `${Math.ceil(pool / 2 ** 20)}MB`,
  synchronous_commit: 'on',
  fsync: 'on',
  max_wal_size: '1GB',
  max_connections: '200',
})

export const whileFilling = (): Record<string, string> => ({
  synchronous_commit: 'off',
  fsync: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_wal_size: '8GB',
})
