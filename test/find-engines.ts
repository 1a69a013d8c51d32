import { openScratch } from '../local/scratch.ts'
import { findSoftware } from '../local/server/find-software.ts'
import { ServerError } from '../local/server/server-error.ts'

// Gets the servers' software once, before the test files that would all wait for it, and prints
// which engines there are.
const found = ['mariadb']
await findSoftware('mariadb', console.error)
await findSoftware('mysql', console.error).then(
  () => found.push('mysql'),
  (error: unknown) => {
    if (!(error instanceof ServerError)) throw error
    console.error(`The tests on MySQL are skipped. ${error.message}`)
  },
)
await openScratch().close()
console.log(found.join())
