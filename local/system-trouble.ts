import { tmpdir } from 'node:os'

/** What this computer lacks, and what to do, by system error name. */
const words: Readonly<Record<string, string>> = {
  ENOSPC:
    `There is no disk space left. Free some in ${tmpdir()}, or set TMPDIR to a folder on a ` +
    'larger disk.',
  EDQUOT: `The disk quota is used up. Free space in ${tmpdir()}, or set TMPDIR to another folder.`,
  EACCES: 'This user may not write to a folder or file.',
  EPERM: 'This user may not write to a folder or file.',
  EROFS: 'The disk is read-only. Name another folder with --out, or set TMPDIR.',
  EMFILE: 'Too many open files. Raise the limit (ulimit -n 4096), then start again.',
  ENFILE: 'The system has too many open files. Close other programs, then start again.',
  EADDRNOTAVAIL: 'The loopback address 127.0.0.1, on which all servers listen, is missing.',
  EAFNOSUPPORT: 'IPv4 is not available, but the servers listen on 127.0.0.1.',
  ENOENT: 'A part of the path can hold no folder. Name another with --out.',
  ENOTDIR: 'A part of the path is not a folder.',
  EEXIST: 'There is a file where a folder is expected.',
}

/** The text for an operating system error; null for any other. */
export function systemTrouble(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  const said = words[String(error.code)]
  return said === undefined ? null : `${said} (${error.message})`
}
