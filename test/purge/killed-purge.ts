import { writeFileSync } from 'node:fs'
import { openDatabase } from '../../functions/engines/mysql/connection.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import { purge } from '../../functions/purge/purge.ts'
import { rules } from '../../functions/rules/rules.ts'
import { readSchema } from '../../functions/engines/schema.ts'
import { dialects } from '../engines/dialects.ts'
import { planned } from './planned.ts'
import { fixedSize } from '../../functions/walk/range-size.ts'

// A purge in a process of its own that is killed at its third commit: right before it, or right
// after.
const [url = '', engine = '', name = '', file = '', when = ''] = process.argv.slice(2)
const { hostname: host, port, username: user, password } = new URL(url)
const dialect = dialects[engine]
if (dialect === undefined) throw new TypeError(engine)
const database = await openDatabase({
  host,
  port: Number(port),
  user,
  password: decodeURIComponent(password),
  database: name,
  dialect,
  tls: false,
})
const bound = bindRules(
  rules,
  planned(new Date('2026-11-24T07:00:00Z')),
  await readSchema(database, dialect, name),
)
let batches = 0
const clock = { now: () => performance.now(), sleep: async () => undefined, random: Math.random }
const killed: typeof database = {
  ...database,
  async transaction(work, options) {
    const third = ++batches === 3
    // The next batch is recorded by then.
    if (third && when === 'before') process.kill(process.pid, 'SIGKILL')
    const result = await database.transaction(work, options)
    if (third) process.kill(process.pid, 'SIGKILL')
    return result
  },
}
await purge(
  { database: killed, dialect, clock, size: fixedSize(20), share: 1, spent: () => false },
  bound,
  null,
  () => undefined,
  { checkpoint: async (progress) => writeFileSync(file, JSON.stringify(progress)) },
)
