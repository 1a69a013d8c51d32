import type { Option } from 'commander'

/**
 * What to type instead where npm took options for its own, of which it passes on none: it only sets
 * a variable, and warns where a log has long run over it. null if it took none.
 */
export function keptByNpm(
  options: readonly Option[],
  environment: NodeJS.ProcessEnv,
  words: readonly string[],
): string | null {
  const kept = options.flatMap(({ long, flags }) => {
    const name = (long ?? '').slice(2)
    const value = environment[`npm_config_${name.replaceAll('-', '_')}`] ?? ''
    const isTyped = words.some((one) => one === long || one.startsWith(`${long}=`))
    if (isTyped || value === '' || value === 'false') return []
    // Of an option that takes a value it may have passed on the value alone.
    const typed = value !== 'true' ? `${long} ${value}` : flags.includes('<') ? flags : `${long}`
    return [{ long, typed }]
  })
  return kept.length === 0
    ? null
    : `npm kept ${kept.map(({ long }) => long).join(' and ')} to itself: it passes on what ` +
        `follows -- alone. Type: npm start -- ${kept.map(({ typed }) => typed).join(' ')}`
}
