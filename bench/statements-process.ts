import { createConnection } from 'mysql2/promise'
import { ownPeakBytes, readJob, statementsJobSchema } from './job.ts'

// What a person would type, statement by statement, on one connection with the server's own
// settings.
const { access, statements } = await readJob(statementsJobSchema)
const connection = await createConnection(access)
for (const statement of statements) await connection.query(statement)
await connection.end()
console.log(JSON.stringify({ peakBytes: ownPeakBytes() }))
