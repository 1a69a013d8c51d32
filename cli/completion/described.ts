import type { Command, Option } from 'commander'

/** What a shell completes, read from the command line itself. */
export interface Described {
  /** Before a command. */
  readonly options: readonly DescribedOption[]
  /** Those of them that may follow a command, too. */
  readonly everywhere: readonly DescribedOption[]
  readonly commands: readonly DescribedCommand[]
}
export interface DescribedCommand {
  readonly name: string
  readonly description: string
  readonly options: readonly DescribedOption[]
  /** What its arguments may be, where that is a closed list. */
  readonly words: readonly string[]
}
export interface DescribedOption {
  /** Without hyphens. */
  readonly long: string
  readonly short: string | null
  readonly description: string
  readonly takesValue: boolean
  /** Its values, where they are a closed list. */
  readonly choices: readonly string[]
}

const help: DescribedOption = {
  long: 'help',
  short: 'h',
  description: 'shows the options',
  takesValue: false,
  choices: [],
}

export const describeProgram = (program: Command): Described => ({
  options: [...program.options.map(describeOption), help],
  everywhere: [
    ...program.options.map(describeOption).filter(({ long }) => long !== 'version'),
    help,
  ],
  commands: program.commands.map((one) => ({
    name: one.name(),
    description: one.description(),
    options: one.options.map(describeOption),
    words: one.registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
  })),
})

const describeOption = ({ long, short, ...one }: Option): DescribedOption => ({
  long: (long ?? '').replace(/^--/, ''),
  short: short?.replace(/^-/, '') ?? null,
  description: one.description,
  takesValue: one.required || one.optional,
  choices: one.argChoices ?? [],
})

/** The options with their hyphens, as they are typed. */
export const typed = (options: readonly DescribedOption[]): readonly string[] =>
  options.flatMap(({ long, short }) => [`--${long}`, ...(short === null ? [] : [`-${short}`])])

export const withValue = (options: readonly DescribedOption[]): readonly DescribedOption[] =>
  options.filter(({ takesValue }) => takesValue)

/** Those that take a value, by whether its values are a closed list. */
export const byValues = (options: readonly DescribedOption[]) => ({
  open: withValue(options).filter(({ choices }) => choices.length === 0),
  closed: withValue(options).filter(({ choices }) => choices.length > 0),
})

/** Where the word before is one of these options of a command, as a pattern of a shell's case. */
export const after = (command: string, options: readonly DescribedOption[]): string =>
  typed(options)
    .map((flag) => `${command}/${flag}`)
    .join('|')
