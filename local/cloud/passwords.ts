import { randomBytes, randomUUID } from 'node:crypto'
import { moment } from './background.ts'
import type { Instance } from './instance.ts'
import { CloudError } from './request.ts'
import type { Secrets } from './secrets.ts'
import type { Servers } from './servers.ts'

type Secret = NonNullable<Instance['secret']>

/** Master passwords that RDS makes, each in a secret of its own. */
export class Passwords {
  readonly #secrets: Secrets
  readonly #servers: Servers

  constructor(secrets: Secrets, servers: Servers) {
    this.#secrets = secrets
    this.#servers = servers
  }

  /** A secret without a password yet. */
  make(account: string): Secret {
    return { arn: this.#secrets.add(`rds!db-${randomUUID()}`, {}, account), active: false }
  }

  /** Puts a new password into the secret. */
  fill(secret: Secret, username: unknown): string {
    const password = randomBytes(16).toString('hex')
    this.#secrets.change(secret.arn, { username, password })
    secret.active = true
    return password
  }

  /**
   * The same server with a new password, which its secret contains first: for a moment the secret
   * is active, the status is unchanged and the old password still works.
   */
  async renew(instance: Instance, secret: Secret, begin: () => void): Promise<void> {
    instance.passwordPending = true
    await moment()
    const rootPassword = this.fill(secret, instance.shown.MasterUsername)
    await moment()
    begin()
    const { server } = instance
    if (server === null)
      throw new CloudError('InvalidDBInstanceState', `Instance ${instance.id} has no server.`)
    await server.stop()
    const { software, dataDirectory, settings, timeZone, port } = server
    instance.server = await this.#servers.start(software, {
      dataDirectory,
      settings,
      port,
      rootPassword,
      ...(timeZone === undefined ? {} : { timeZone }),
    })
    this.#servers.keepRunning(instance, instance.server)
    instance.passwordPending = false
  }
}
