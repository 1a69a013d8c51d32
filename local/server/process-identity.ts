import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * Distinguishes a process from a later one with the same pid: its start time, in a form only for
 * comparison. undefined if no such process runs (a zombie counts as ended).
 */
export function processIdentity(pid: number): string | undefined {
  try {
    // The command's name, in parentheses, may itself contain spaces and parentheses: count from its
    // end.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : `ticks ${fields[19]}`
  } catch {
    return hasProc() ? undefined : (ps(pid, 'lstart') ?? undefined)
  }
}

/**
 * The command line of a running process, its arguments joined by spaces; undefined if no such
 * process runs.
 */
export function processCommand(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return hasProc() ? undefined : ps(pid, 'command')
  }
}

function hasProc(): boolean {
  try {
    readFileSync('/proc/self/stat')
    return true
  } catch {
    return false
  }
}

function ps(pid: number, column: string): string | undefined {
  try {
    return (
      execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim() || undefined
    )
  } catch {
    return undefined
  }
}
