import type { Command } from 'commander'
import { bash } from '../completion/bash.ts'
import { describeProgram, type Described } from '../completion/described.ts'
import { fish } from '../completion/fish.ts'
import { zsh } from '../completion/zsh.ts'
import { exitCodes } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'

export const shells = ['bash', 'zsh', 'fish'] as const
type Shell = (typeof shells)[number]

const scripts: Readonly<Record<Shell, (program: Described) => string>> = { bash, zsh, fish }

/** Prints what makes a shell complete the commands and options of this version. */
export function completion(terminal: Terminal, program: Command, shell: Shell): number {
  terminal.print(scripts[shell](describeProgram(program)))
  return exitCodes.done
}
