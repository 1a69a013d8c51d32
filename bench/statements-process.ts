import { storesOf } from '../local/engines/stores.ts'
import { ownPeakBytes, readJob, statementsJobSchema } from './job.ts'

// What a person would type, statement by statement, on one connection with the server's own
// settings.
const { engine, access, statements } = await readJob(statementsJobSchema)
const store = await (await storesOf(engine)).open(access)
for (const statement of statements) await store.run(statement)
await store.close()
console.log(JSON.stringify({ peakBytes: ownPeakBytes() }))
