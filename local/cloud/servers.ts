import { setTimeout } from 'node:timers/promises'
import type { DatabaseServer, ServerSoftware, StartOptions } from '../server/server-software.ts'
import type { Background } from './background.ts'
import type { Instance } from './instance.ts'

/** The server processes that the cloud has started. It restarts one that dies, as RDS does. */
export class Servers {
  readonly #background: Background
  readonly #started = new Set<DatabaseServer>()
  /** Two instances may share a server, which is restarted once. */
  readonly #successors = new WeakMap<DatabaseServer, Promise<DatabaseServer>>()
  #closed = false

  constructor(background: Background) {
    this.#background = background
  }

  async start(software: ServerSoftware, options: StartOptions): Promise<DatabaseServer> {
    const server = await software.start(options)
    this.#started.add(server)
    return server
  }

  /**
   * From now on, the instance's server is restarted with the same data, port and password whenever
   * it dies.
   */
  keepRunning(instance: Instance, server: DatabaseServer): void {
    void server.ended.then((how) => {
      this.#started.delete(server)
      // Stopped on purpose, by the cloud or by whoever passed in the server.
      if (how === 'stopped' || this.#closed || instance.status === 'deleting') return
      instance.status = 'rebooting'
      this.#background.run(async () => {
        try {
          let successor = this.#successors.get(server)
          if (successor === undefined)
            this.#successors.set(server, (successor = this.#startAgain(server)))
          instance.server = await successor
          instance.status = 'available'
          this.keepRunning(instance, instance.server)
        } catch (error) {
          instance.status = 'failed'
          throw error
        }
      })
    })
  }

  async #startAgain({
    software,
    dataDirectory,
    timeZone,
    settings,
    port,
    rootPassword,
  }: DatabaseServer): Promise<DatabaseServer> {
    const options = {
      dataDirectory,
      settings,
      port,
      rootPassword,
      ...(timeZone === undefined ? {} : { timeZone }),
    }
    for (let tries = 1; ; tries++) {
      try {
        return await this.start(software, options)
      } catch (error) {
        // A connecting client can briefly occupy the port itself.
        if (tries < 3 && !this.#closed) await setTimeout(500)
        if (tries === 3 || this.#closed) throw error
      }
    }
  }

  /** From now on, no server is restarted. */
  letGo(): void {
    this.#closed = true
  }

  async stopAll(): Promise<void> {
    for (const server of this.#started) await server.stop()
  }
}
