import {
  after,
  byValues,
  typed,
  withValue,
  type Described,
  type DescribedOption,
} from './described.ts'

/** A completion for zsh, with what each command and option does. */
export function zsh({ options, everywhere, commands }: Described): string {
  const closed = commands.filter(({ words }) => words.length > 0)
  const lines = [
    '#compdef drydock',
    '_drydock() {',
    '  local -a found',
    '  local command= at',
    '  for ((at = 2; at < CURRENT; at++)); do',
    '    case $words[at] in',
    `      ${typed(withValue(options)).join('|')}) ((at++)) ;;`,
    '      -*) ;;',
    '      *) command=$words[at]; break ;;',
    '    esac',
    '  done',
    '  case $command/$words[CURRENT-1] in',
    ...commands.flatMap(({ name, options: own }) => afterOption(own, name)),
    ...afterOption(options, '*'),
    '  esac',
    '  if [[ $PREFIX == -* ]]; then',
    '    case $command in',
    ...commands.map(({ name, options: own }) => `      ${name}) ${found(own, everywhere)} ;;`),
    `      *) ${found(options)} ;;`,
    '    esac',
    '    _describe -o option found',
    '    return',
    '  fi',
    '  case $command in',
    "    ''|help)",
    `      found=(${commands.map((one) => pair(one.name, one.description)).join(' ')})`,
    '      _describe command found ;;',
    ...closed.map(({ name, words }) => `    ${name}) compadd -- ${words.join(' ')} ;;`),
    '    *) _files ;;',
    '  esac',
    '}',
    'compdef _drydock drydock',
  ]
  return lines.join('\n')
}

/** After an option that takes a value: its values, or files where they are no closed list. */
function afterOption(options: Described['options'], command: string): readonly string[] {
  const { open, closed } = byValues(options)
  return [
    ...closed.map(
      (one) => `    ${after(command, [one])}) compadd -- ${one.choices.join(' ')}; return ;;`,
    ),
    ...(open.length === 0 ? [] : [`    ${after(command, open)}) _files; return ;;`]),
  ]
}

const found = (...options: readonly (readonly DescribedOption[])[]): string =>
  `found=(${options
    .flat()
    .flatMap((one) => typed([one]).map((flag) => pair(flag, one.description)))
    .join(' ')})`

/** `'name:what it does'`, quoted for zsh, in which a colon would end the name. */
const pair = (name: string, description: string): string =>
  `'${`${name}:${description.replaceAll(':', '\\:')}`.replaceAll("'", "'\\''")}'`
