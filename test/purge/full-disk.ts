import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, statSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openScratch } from '../../local/scratch.ts'
import type { DatabaseServer, Program, ServerSoftware } from '../../local/server/server-software.ts'

const scratch = openScratch()
/** Why a file can not be limited, or a disk mounted, here; false where it can. */
export const noLimit = !existsSync('/usr/bin/prlimit') && 'there is no prlimit'
export const noMount = process.getuid?.() !== 0 && 'only root may mount a disk'

/** A server whose disk can be made full, and given room again. */
export interface Full {
  readonly server: DatabaseServer
  fill(): void
  empty(): void
  close(): Promise<void>
}

/**
 * Has the servers of this software bear a limit to the size of their files: MariaDB would end by
 * the signal that comes with the error.
 */
export function bearLimits(software: ServerSoftware): void {
  const program = software.program
  Object.assign(software, {
    program: (name: Program) => {
      const launch = program(name)
      return name === 'server'
        ? {
            ...launch,
            file: 'bash',
            arguments: ['-c', `trap '' XFSZ; exec "$0" "$@"`, launch.file, ...launch.arguments],
          }
        : launch
    },
  })
}

/**
 * Limits the size of a server's files to what its undo has by now (EFBIG), or lets them grow again.
 */
export function limitFiles({ pid, dataDirectory }: DatabaseServer, to: 'undo' | 'none'): void {
  const bytes = to === 'undo' ? statSync(join(dataDirectory, 'ibdata1')).size : 'unlimited'
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`])
}

/** By a limit to the size of its files: the file of its undo can not grow. */
export async function limited(software: ServerSoftware): Promise<Full> {
  bearLimits(software)
  const dataDirectory = join(scratch.folder, 'limited')
  await software.initialize(dataDirectory)
  const server = await software.start({ dataDirectory })
  return {
    server,
    fill: () => limitFiles(server, 'undo'),
    empty: () => limitFiles(server, 'none'),
    close: () => server.stop(),
  }
}

/** By a file beside it on a disk of its own (ENOSPC). */
export async function crowded(
  software: ServerSoftware,
  settings: Readonly<Record<string, string>> = {},
): Promise<Full> {
  const disk = join(scratch.folder, `disk-${software.engine}`)
  mkdirSync(disk)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', disk])
  const unmount = scratch.onCleanup(async () => void execFileSync('umount', [disk]))
  const dataDirectory = join(disk, 'data')
  await software.initialize(dataDirectory)
  const server = await software.start({ dataDirectory, settings })
  const ballast = join(disk, 'ballast')
  return {
    server,
    fill() {
      const { bavail, bsize } = statfsSync(disk)
      writeFileSync(ballast, Buffer.alloc(bavail * bsize))
    },
    empty: () => rmSync(ballast),
    async close() {
      // A server that has no room for its end takes half a minute to be ended.
      rmSync(ballast, { force: true })
      await server.stop()
      unmount()
      execFileSync('umount', [disk])
    },
  }
}
