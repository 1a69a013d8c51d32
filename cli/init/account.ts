import { callerAccount, callerRegion } from '../aws/caller.ts'
import { findSecrets, type FoundSecret } from '../aws/found-secrets.ts'
import { findServers, type FoundServer } from '../aws/found-servers.ts'
import { inOurWords } from '../aws/trouble.ts'
import { NamedError } from '../../functions/contract/errors.ts'
import type { Terminal } from '../terminal.ts'

/** What the caller's credentials show of the account; empty where they do not. */
export interface Account {
  readonly account: string | undefined
  readonly region: string | undefined
  readonly servers: readonly FoundServer[]
  readonly secrets: readonly FoundSecret[]
}

/** Reads the account as far as the credentials go, and says how far they went. */
export async function readAccount(terminal: Terminal): Promise<Account> {
  const read = async <T>(what: string, work: () => Promise<T>, otherwise: T) => {
    try {
      return await work()
    } catch (thrown) {
      const error = inOurWords(thrown)
      if (!(error instanceof NamedError)) throw thrown
      const { message } = thrown as Error
      terminal.say(`Cannot read ${what} (${message}), so nothing of it is suggested.`)
      return otherwise
    }
  }
  const region = await read('the region', callerRegion, undefined)
  const account = region && (await read('the account', callerAccount, undefined))
  // Without it nothing else can be read either.
  if (account === undefined) return { account, region, servers: [], secrets: [] }
  return {
    account,
    region,
    servers: await read('the databases in RDS', findServers, []),
    secrets: await read('the names of secrets', findSecrets, []),
  }
}
