import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { openScratch } from '../scratch.ts'
import { freePort } from './free-port.ts'
import { runProgram } from './run-program.ts'
import { ServerError } from './server-error.ts'
import type { DatabaseServer, Launch, Program, ServerSoftware, StartOptions } from './server-software.ts'

/** @param prefix where the programs were unpacked; null where they are installed. */
export function mariadbSoftware(version: string, program: (name: Program) => Launch, prefix: string | null): ServerSoftware {
  const paths = prefix === null ? [] : [`--basedir=${prefix}`, `--lc-messages-dir=${prefix}/share/mysql`, `--character-sets-dir=${prefix}/share/mysql/charsets`, `--plugin-dir=${prefix}/lib/mysql/plugin`]
  const software: ServerSoftware = {
    engine: 'mariadb',
    version,
    program,
    async initialize(directory) {
      await mkdir(directory, { recursive: true })
      // Its own temporary folder: a MariaDB that starts removes other servers' temporary tables from a shared one.
      const temporary = `${directory}-tmp`
      await mkdir(temporary)
      const launch = program('initialize')
      const base = prefix === null ? [] : [`--basedir=${prefix}`]
      const { code, errors, output } = await runProgram({ ...launch, environment: { ...launch.environment, TMPDIR: temporary } }, ['--no-defaults', ...base, `--datadir=${directory}`, '--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve', ...user()])
      if (code !== 0) throw new ServerError('InitializeFailed', `The data directory could not be made: ${(errors || output).trim().split('\n').slice(-5).join(' ')}`)
    },
    async start(options) {
      // A free port may be taken before the server has it: another is tried, unless the caller wants just this one.
      for (let tries = 1; ; tries++) {
        try {
          return await start(software, paths, options)
        } catch (error) {
          if (options.port !== undefined || tries === 3) throw error
        }
      }
    },
  }
  return software
}

/** MariaDB refuses to run as root unless it is told to. */
const user = (): string[] => (process.getuid?.() === 0 ? ['--user=root'] : [])

async function start(software: ServerSoftware, paths: readonly string[], options: StartOptions): Promise<DatabaseServer> {
  const scratch = openScratch()
  const port = options.port ?? (await freePort())
  const rootPassword = options.rootPassword ?? randomBytes(18).toString('base64url')
  const runFolder = join(scratch.folder, `server-${port}-${randomBytes(3).toString('hex')}`)
  await mkdir(runFolder)
  const [errorLog, clientOptions, setPasswords] = [join(runFolder, 'error.log'), join(runFolder, 'client.cnf'), join(runFolder, 'init.sql')]
  await writeFile(setPasswords, `ALTER USER 'root'@'localhost' IDENTIFIED BY '${rootPassword}';\n`, { mode: 0o600 })
  await writeFile(clientOptions, `[client]\nhost=127.0.0.1\nport=${port}\nuser=root\npassword=${rootPassword}\n`, { mode: 0o600 })
  const settings: Record<string, string> = { innodb_buffer_pool_size: '256M', innodb_log_file_size: '128M', ...options.settings, ...(options.timeZone === undefined ? {} : { default_time_zone: options.timeZone }) }
  const { file, arguments: first, environment } = software.program('server')
  const log = openSync(errorLog, 'a')
  const child = spawn(file, [...first, '--no-defaults', ...user(), ...paths, `--datadir=${options.dataDirectory}`, `--tmpdir=${runFolder}`, '--bind-address=127.0.0.1', `--port=${port}`, `--socket=${join(runFolder, 's')}`, `--pid-file=${join(runFolder, 'pid')}`, `--init-file=${setPasswords}`, '--skip-log-bin', ...Object.entries(settings).map(([name, value]) => `--${name.replaceAll('_', '-')}=${value}`)], {
    cwd: runFolder, detached: true, stdio: ['ignore', log, log], env: { ...process.env, ...environment },
  })
  closeSync(log)
  const { pid } = child
  if (pid === undefined) throw new ServerError('StartFailed', `${file} was not started`)
  const untrack = scratch.track(pid)
  let [running, stopping] = [true, false]
  const ended = new Promise<'stopped' | 'died'>((resolve) => child.once('exit', () => ((running = false), untrack(), resolve(stopping ? 'stopped' : 'died'))))
  const stop = async () => {
    stopping = true
    if (running) child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), 30_000)
    await ended
    clearTimeout(late)
    forget()
  }
  const forget = scratch.onCleanup(stop)
  const connect = () => createConnection({ host: '127.0.0.1', port, user: 'root', password: rootPassword })
  for (let tries = 0; ; tries++) {
    const connection = await connect().catch(() => null)
    await connection?.end()
    if (connection !== null) break
    if (!running || tries > 600) {
      await stop()
      throw new ServerError('StartFailed', `The server did not start. Its error log ends with:\n${(await readFile(errorLog, 'utf8')).trim().split('\n').slice(-8).join('\n')}`)
    }
    await new Promise((done) => setTimeout(done, 100))
  }
  return {
    software, engine: software.engine, version: software.version, host: '127.0.0.1', port, pid, rootPassword, errorLog, clientOptions,
    dataDirectory: options.dataDirectory, timeZone: options.timeZone, settings: options.settings ?? {}, ended,
    get running() {
      return running
    },
    stop,
    async kill() {
      child.kill('SIGKILL')
      await ended
      forget()
    },
    async copyTo(directory, signal) {
      for (const words of [['--backup', `--target-dir=${directory}`], ['--prepare', `--target-dir=${directory}`]]) {
        const { code, errors } = await runProgram(software.program('backup'), [`--defaults-file=${clientOptions}`, ...words, ...(words[0] === '--backup' ? [`--datadir=${options.dataDirectory}`] : [])], signal === undefined ? {} : { signal })
        if (code !== 0) {
          await rm(directory, { recursive: true, force: true })
          throw new ServerError('CopyFailed', `mariadb-backup failed: ${errors.trim().split('\n').slice(-4).join(' ')}`)
        }
      }
    },
  }
}
