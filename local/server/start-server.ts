import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EngineTraits, Starting } from '../engines/local-engine.ts'
import { openScratch } from '../scratch.ts'
import { freePort } from './free-port.ts'
import { ServerError } from './server-error.ts'
import type {
  DatabaseServer,
  Installation,
  ServerSoftware,
  StartOptions,
} from './server-software.ts'

/** See ServerSoftware.start. */
export async function startServer(
  software: ServerSoftware,
  installation: Installation,
  traits: EngineTraits,
  options: StartOptions,
): Promise<DatabaseServer> {
  // A free port may be taken before the server gets it: tries another, unless the caller wants
  // exactly this one.
  for (let tries = 1; ; tries++) {
    try {
      return await start(
        software,
        installation,
        traits,
        options,
        options.port ?? (await freePort()),
      )
    } catch (error) {
      if (
        options.port !== undefined ||
        tries === 3 ||
        !(error instanceof ServerError && /address already in use/i.test(error.message))
      )
        throw error
    }
  }
}

async function start(
  software: ServerSoftware,
  installation: Installation,
  traits: EngineTraits,
  options: StartOptions,
  port: number,
): Promise<DatabaseServer> {
  const scratch = openScratch()
  const rootPassword = options.rootPassword ?? randomBytes(18).toString('base64url')
  const runFolder = join(scratch.folder, `server-${port}-${randomBytes(3).toString('hex')}`)
  await mkdir(runFolder)
  const [errorLog, clientOptions] = [join(runFolder, 'error.log'), join(runFolder, 'client.cnf')]
  const host = '127.0.0.1'
  const starting: Starting = { options, host, port, rootPassword, runFolder, clientOptions }
  const words = await traits.prepare(installation, starting)
  const { file, arguments: first, environment, runAs } = software.program('server')
  const log = openSync(errorLog, 'a')
  const child = spawn(file, [...first, ...words], {
    cwd: runFolder,
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, ...environment },
    ...runAs,
  })
  closeSync(log)
  // Told later, by an event that nobody else listens to.
  const failed = new Promise<Error>((resolve) => child.on('error', resolve))
  const { pid } = child
  if (pid === undefined)
    throw new ServerError('StartFailed', `${file} was not started: ${(await failed).message}`)
  const untrack = scratch.track(pid)
  let running = true
  let stopping = false
  const ended = new Promise<'stopped' | 'died'>((resolve) =>
    child.once(
      'exit',
      () => ((running = false), untrack(), resolve(stopping ? 'stopped' : 'died')),
    ),
  )
  const end = async (signal: NodeJS.Signals) => {
    if (running) child.kill(signal)
    const late = setTimeout(() => child.kill('SIGKILL'), 30_000)
    await ended
    clearTimeout(late)
    forget()
  }
  const stop = () => ((stopping = true), end(traits.signals.stop))
  // Data in the scratch folder is deleted anyway: an orderly shutdown would only take time.
  const discard = () => ((stopping = true), end(traits.signals.crash))
  const forget = scratch.onCleanup(discard)
  for (let tries = 0; ; tries++) {
    if (await traits.accepts(starting)) break
    if (!running || tries > 600) {
      await stop()
      throw new ServerError(
        'StartFailed',
        'The server did not start. Its error log ends ' +
          `with:\n${(await readFile(errorLog, 'utf8')).trim().split('\n').slice(-8).join('\n')}`,
      )
    }
    await sleep(100)
  }
  const server: DatabaseServer = {
    software,
    engine: software.engine,
    version: software.version,
    host,
    port,
    pid,
    rootUser: traits.rootUser,
    rootPassword,
    errorLog,
    clientOptions,
    dataDirectory: options.dataDirectory,
    timeZone: options.timeZone,
    settings: options.settings ?? {},
    get running() {
      return running
    },
    ended,
    stop,
    kill: () => end(traits.signals.crash),
    async copyTo(directory, signal) {
      if (existsSync(directory)) throw new ServerError('CopyFailed', `${directory} exists already`)
      await traits.copy(server, directory, signal).catch(async (error: unknown) => {
        await rm(directory, { recursive: true, force: true })
        throw new ServerError(
          'CopyFailed',
          'The server could not be copied: ' +
            `${error instanceof Error ? error.message : String(error)}`,
        )
      })
    },
  }
  return server
}
