import { openDatabase } from '../functions/aws/mysql-database.ts'
import { bindRules } from '../functions/purge/bind.ts'
import { planRules } from '../functions/purge/plan-rules.ts'
import { purge } from '../functions/purge/purge.ts'
import { rules } from '../functions/purge/rules.ts'
import { readSchema } from '../functions/purge/schema.ts'
import { stepSize } from '../functions/purge/step-size.ts'
import { dialects } from '../functions/sql/dialects.ts'
import { safePeriod } from './dead-rows.ts'
import { drydockJobSchema, ownPeakBytes, readJob } from './job.ts'

// Drydock's own purge, in a process of its own: PurgeRows without AWS around it.
const { access, engine, start, share, stepMilliseconds } = await readJob(drydockJobSchema)
const dialect = dialects[engine]
if (dialect === undefined) throw new Error(`no dialect for ${engine}`)
const database = await openDatabase({ ...access, dialect, tls: false })
const bound = bindRules(rules, planRules(rules, start, { rules: {}, safePeriod }, {}), await readSchema(database, dialect, access.database))
const clock = { now: () => performance.now(), sleep: (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds)), random: Math.random }
const { progress } = await purge({ database, dialect, clock, size: stepSize(stepMilliseconds), share, spent: () => false }, bound, null, () => undefined)
await database.close()
console.log(JSON.stringify({ peakBytes: ownPeakBytes(), steps: progress.steps }))
