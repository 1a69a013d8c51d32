import { mkdirSync } from 'node:fs'
import { arn, home, region } from './arn.ts'
import type { LocalKeys } from './keys.ts'
import { Rds } from './rds.ts'
import { CloudError } from './request.ts'
import type { Secrets } from './secrets.ts'

/** An account besides production's. */
export interface OtherAccount {
  readonly account: string
  readonly externalId: string
  /** The roles that production may assume, and whether each may do what is asked of it. */
  readonly roles: Readonly<Record<string, (action: string) => boolean>>
}
/** Who makes a call: production's own functions, or a role of another account. */
export interface Caller {
  readonly account: string
  readonly role: string | null
}

/** The accounts of the local cloud, each with its own RDS. */
export class Accounts {
  /** Keys of all accounts. */
  readonly keys: LocalKeys = new Map()
  readonly #secrets: Secrets
  readonly #folder: string
  readonly #rds = new Map<string, Rds>()
  readonly #others = new Map<string, OtherAccount>()

  constructor(secrets: Secrets, folder: string) {
    this.#secrets = secrets
    this.#folder = folder
    this.#open(home, folder)
  }

  #open(account: string, folder: string): Rds {
    const rds = new Rds(
      this.#secrets,
      { account, folder },
      this.keys,
      (other) => this.#rds.get(other)?.ownSnapshots,
    )
    this.#rds.set(account, rds)
    return rds
  }

  add(other: OtherAccount): Rds {
    this.#others.set(other.account, other)
    const folder = `${this.#folder}/${other.account}`
    mkdirSync(folder)
    return this.#open(other.account, folder)
  }

  rds(account: string): Rds {
    const found = this.#rds.get(account)
    if (found === undefined) throw new CloudError('InvalidClientTokenId', `No ${account}.`, 403)
    return found
  }

  /** By the access key that a request is signed with. */
  callerOf(authorization: unknown): Caller {
    const [, account, role] =
      /Credential=local\.(\d{12})\.([\w-]+)\//.exec(String(authorization)) ?? []
    return account === undefined || role === undefined
      ? { account: home, role: null }
      : { account, role }
  }

  /**
   * A role of another account may do what its policy says, with RDS and Secrets Manager only.
   * @throws CloudError
   */
  check({ account, role }: Caller, service: string, action: string): void {
    if (role === null) return
    if (this.#others.get(account)?.roles[role]?.(`${service}:${action}`)) return
    throw new CloudError(
      service === 'rds' ? 'AccessDenied' : 'AccessDeniedException',
      `${role} is not authorized to perform: ${service}:${action}`,
      403,
    )
  }

  assumeRole(parameters: URLSearchParams): unknown {
    const [account = '', name = ''] = (parameters.get('RoleArn') ?? '').split(':').slice(4)
    const role = name.replace(/^role\//, '')
    const other = this.#others.get(account)
    if (
      other?.roles[role] === undefined ||
      parameters.get('ExternalId') !== other.externalId ||
      !parameters.has('RoleSessionName')
    )
      throw new CloudError(
        'AccessDenied',
        'User is not authorized to perform: sts:AssumeRole on resource',
        403,
      )
    return {
      Credentials: {
        AccessKeyId: `local.${account}.${role}`,
        SecretAccessKey: 'local',
        SessionToken: 'local',
        Expiration: new Date(Date.now() + 3_600_000).toISOString(),
      },
      AssumedRoleUser: {
        Arn: arn('sts', `assumed-role/${role}/local`, account).replace(region, ''),
        AssumedRoleId: role,
      },
    }
  }

  async close(): Promise<void> {
    for (const rds of this.#rds.values()) await rds.close()
  }
}
