import { tmpdir } from 'node:os'

/** What this computer lacks, and what to do, by the system's own name of the error. */
const words: Readonly<Record<string, string>> = {
  ENOSPC: `There is no room left. Free some in ${tmpdir()}, or set TMPDIR to a folder on a larger disk.`,
  EDQUOT: `The quota of the disk is used up. Free some room in ${tmpdir()}, or set TMPDIR to another folder.`,
  EACCES: 'A folder or file may not be written by this user.',
  EPERM: 'A folder or file may not be written by this user.',
  EROFS: 'The disk is read-only. Name another folder with --out, or set TMPDIR.',
  EMFILE: 'There are too few file handles. Raise the limit (ulimit -n 4096), then start again.',
  ENFILE: 'The system has too few file handles. End other programs, then start again.',
  EADDRNOTAVAIL: 'There is no loopback address 127.0.0.1 here, on which all servers listen.',
  EAFNOSUPPORT: 'There is no IPv4 here. The servers listen on 127.0.0.1.',
  ENOTDIR: 'A part of the path is not a folder.',
  EEXIST: 'There is a file where a folder has to be.',
}

/** An error of the operating system in words; null for any other. */
export function systemTrouble(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  const said = words[String(error.code)]
  return said === undefined ? null : `${said} (${error.message})`
}
