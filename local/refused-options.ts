import type { Step } from '../infra/steps.ts'
import type { Options } from './options.ts'

type Asked = Pick<Options, 'smoke' | 'dump' | 'fail' | 'written' | 'seed' | 'chaos'>

/**
 * Why options cannot be followed, or would do nothing; null if they can.
 * @param typed names of the options on the command line, as they are in Options.
 */
export function refusedOptions(
  { smoke, dump, fail, written, seed, chaos }: Asked,
  taskSteps: Readonly<Record<string, Step>>,
  typed: readonly string[],
): string | null {
  const states = Object.keys(taskSteps)
  if (smoke !== undefined && dump !== undefined)
    return '--smoke needs a token from before the cleanup, which only the seed knows: omit --dump.'
  if (fail !== undefined && !states.includes(fail))
    return `There is no state "${fail}" to fail; expected one of ${states.join(', ')}.`
  const ofSeed = typed.find((name) => name === 'tokens' || name === 'schema')
  if (dump !== undefined && ofSeed !== undefined)
    return `--${ofSeed} is about the seed, and --dump replaces it: omit one of them.`
  if (written !== undefined && dump === undefined)
    return '--written is about the times of a dump: add --dump, or omit it.'
  if (seed !== undefined && chaos === undefined)
    return '--seed selects the calls that --chaos lets go wrong: add --chaos, or omit it.'
  return null
}
