import { after, byValues, typed, withValue, type Described } from './described.ts'

/** A completion for bash. Where it knows no word, bash offers files. */
export function bash({ options, everywhere, commands }: Described): string {
  const names = commands.map(({ name }) => name).join(' ')
  const offered = commands.map(({ name, words, options: own }) =>
    wordsCase(name, [...words, ...typed([...own, ...everywhere])]),
  )
  const lines = [
    '_drydock() {',
    '  local word=$2 before=$3 command= words= at',
    '  for ((at = 1; at < COMP_CWORD; at++)); do',
    `    case \${COMP_WORDS[at]} in`,
    `      ${typed(withValue(options)).join('|')}) ((at++)) ;;`,
    '      -*) ;;',
    `      *) command=\${COMP_WORDS[at]}; break ;;`,
    '    esac',
    '  done',
    '  case $command/$before in',
    ...commands.flatMap(({ name, options: own }) => afterOption(own, name)),
    ...afterOption(options, '*'),
    '    *)',
    '      case $command in',
    `        '') words='${names} help ${typed(options).join(' ')}' ;;`,
    `        help) words='${names}' ;;`,
    ...offered,
    '      esac ;;',
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "$word"))',
    '}',
    'complete -o default -F _drydock drydock',
  ]
  return lines.join('\n')
}

const wordsCase = (name: string, words: readonly string[]): string =>
  `        ${name}) words='${words.join(' ')}' ;;`

/** After an option that takes a value: its values, or files where they are no closed list. */
function afterOption(options: Described['options'], command: string): readonly string[] {
  const { open, closed } = byValues(options)
  return [
    ...closed.map((one) => `    ${after(command, [one])}) words='${one.choices.join(' ')}' ;;`),
    ...(open.length === 0 ? [] : [`    ${after(command, open)}) ;;`]),
  ]
}
