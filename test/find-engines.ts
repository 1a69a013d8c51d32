import { openScratch } from '../local/scratch.ts'
import { findSoftware } from '../local/server/find-software.ts'
import { ServerError } from '../local/server/server-error.ts'

// Gets the servers' software once, before the test files that would all wait for it, and prints
// which engines there are.
const found = ['mariadb']
await findSoftware('mariadb', console.error)
for (const engine of ['mysql', 'postgres'] as const)
  await findSoftware(engine, console.error).then(
    () => found.push(engine),
    (error: unknown) => {
      if (!(error instanceof ServerError)) throw error
      console.error(`The tests on ${engine} are skipped. ${error.message}`)
    },
  )
await openScratch().close()
console.log(found.join())
