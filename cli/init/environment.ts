import { usualPorts } from '../../functions/contract/source.ts'
import type { Terminal } from '../terminal.ts'
import type { Account } from './account.ts'
import type { Asker } from './asker.ts'
import * as questions from './questions.ts'

/**
 * Asks what an environment needs, and writes it down as its file would have it; what no question
 * asks keeps its default.
 * @throws NamedError InvalidInput
 */
export async function askEnvironment(
  name: string,
  asker: Asker,
  read: Account,
  terminal: Terminal,
): Promise<object> {
  const account = await asker.ask(questions.account(read))
  const found = ofAccount(account, read, terminal)
  const region = await asker.ask(questions.region(found))
  const id = await asker.ask(questions.source(found))
  // What is asked next is told by the source, where its account can be read.
  if (found.servers.length > 0) asker.refuseMissing()
  const server = found.servers.find((one) => one.id === id)
  const kind = (await asker.ask(questions.kind(server))) ?? 'instance'
  const engine = await asker.ask(questions.engine(server))
  const databases = await asker.ask(questions.databases(server))
  const secret = await asker.ask(questions.secret(found.secrets, id ?? ''))
  const network = questions.network(server)
  const vpc = await asker.ask(network.vpc)
  const subnets = await asker.ask(network.subnets)
  const securityGroups = await asker.ask(network.securityGroups)
  const schedule = await asker.ask(questions.schedule)
  const window = await asker.ask(questions.window)
  const alarmEmail = await asker.ask(questions.mail)
  const mode = await asker.ask(questions.mode)
  asker.refuseMissing()
  const usual = engine === undefined ? null : usualPorts[engine]
  // Of Oracle, RDS names the port that is not encrypted.
  const port = engine === 'oracle' || server?.port === usual ? null : (server?.port ?? null)
  const keys = [server?.key, found.secrets.find(({ arn }) => arn === secret)?.key]
  const kmsKeys = [...new Set(keys.filter((one) => one != null))]
  return {
    name,
    account,
    region,
    network: { vpc, subnets, securityGroups },
    schedule: schedule && { day: schedule.day, time: schedule.time },
    ...(alarmEmail !== undefined && { alarmEmail }),
    ...(kmsKeys.length > 0 && { kmsKeys }),
    sources: [{ [kind]: id, engine, ...(port !== null && { port }), databases, secret }],
    mode,
    allowProductionPurge: false,
    ...(window !== undefined && { window }),
  }
}

/** What was read is of no use for another account. */
function ofAccount(account: string | undefined, read: Account, terminal: Terminal): Account {
  if (account === undefined || read.account === undefined || account === read.account) return read
  terminal.say(
    `The credentials are of the account ${read.account}, so nothing that they show is suggested ` +
      `for ${account}; answer by hand, or choose credentials of that account with --profile.`,
  )
  return { ...read, servers: [], secrets: [] }
}
