import type { Described, DescribedOption } from './described.ts'

/** A completion for fish, with what each command and option does. */
export const fish = ({ options, everywhere, commands }: Described): string =>
  [
    'complete -c drydock -n __fish_use_subcommand -f',
    ...everywhere.map((one) => `complete -c drydock ${optionOf(one)}`),
    ...options
      .filter((one) => !everywhere.some(({ long }) => long === one.long))
      .map((one) => `complete -c drydock -n __fish_use_subcommand ${optionOf(one)}`),
    ...commands.flatMap(({ name, description, options: own, words }) => {
      const inside = `complete -c drydock -n '__fish_seen_subcommand_from ${name}'`
      return [
        `complete -c drydock -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
        ...(words.length === 0 ? [] : [`${inside} -f -a '${words.join(' ')}'`]),
        ...own.map((one) => `${inside} ${optionOf(one)}`),
      ]
    }),
  ].join('\n')

function optionOf({ long, short, takesValue, choices, description }: DescribedOption): string {
  const parts = [
    ...(short === null ? [] : [`-s ${short}`]),
    `-l ${long}`,
    ...(choices.length > 0 ? [`-x -a '${choices.join(' ')}'`] : takesValue ? ['-r'] : []),
    `-d ${quoted(description)}`,
  ]
  return parts.join(' ')
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
