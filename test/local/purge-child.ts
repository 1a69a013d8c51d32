import { handler } from '../../functions/purge-rows.ts'

// One call of PurgeRows in a process of its own, which another may kill.
await handler(JSON.parse(process.argv[2] ?? ''), {
  getRemainingTimeInMillis: () => 900_000,
} as never)
