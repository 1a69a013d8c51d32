import type { RunEnvironment } from '../../functions/contract/environment.ts'
import {
  databaseCalled,
  sourceEngines,
  type SourceEngine,
} from '../../functions/contract/source.ts'
import { NamedError } from '../../functions/contract/errors.ts'
import { openEngine } from '../../functions/engines/engines.ts'
import { didYouMean } from '../../functions/contract/nearest.ts'
import { ConfigError, environmentNames, loadEnvironment } from '../../infra/config.ts'
import { engineOfSource } from '../aws/source-engine.ts'
import { inOurWords } from '../aws/trouble.ts'
import { findDeployed, settingsOf } from '../deployed.ts'
import { exitCodes } from '../exit-codes.ts'
import { isLocal } from '../place.ts'
import type { Terminal } from '../terminal.ts'

interface Options {
  readonly engine?: SourceEngine | undefined
  readonly user?: string | undefined
}

/** The least grants of the user of each source's secret, as SQL, before anything is deployed. */
export async function grants(
  terminal: Terminal,
  name: string | undefined,
  options: Options,
): Promise<number> {
  const environment = isLocal() ? await settingsOf(await findDeployed(name)) : settingsInFile(name)
  await printGrants(terminal, environment, options)
  terminal.say('docs/configuration.md, "The user of the production database", explains each.')
  return exitCodes.done
}

/** The same of an environment that was just written. */
export async function printGrants(
  terminal: Terminal,
  {
    name,
    region,
    sources,
    limits,
  }: Pick<RunEnvironment, 'name' | 'sources' | 'limits'> & { readonly region?: string },
  { engine, user }: Options,
): Promise<void> {
  for (const source of sources) {
    const id = 'instance' in source ? source.instance : source.cluster
    const named = engine ?? source.engine
    const runs =
      named === undefined
        ? await engineOfSource(source, region).catch(orNamed(terminal, name))
        : rdsName(named)
    const { words } = await openEngine(runs, id)
    const who = user ?? (named === 'mysql' || /m(aria|y)/.test(runs) ? "'drydock'@'%'" : 'drydock')
    terminal.print(`-- ${id} (${runs}), for ${who}`)
    for (const database of source.databases) {
      terminal.print(`-- ${databaseCalled(database)}`)
      for (const line of sqlOf(words.grants(databaseCalled(database), limits.analyze), who))
        terminal.print(line)
    }
  }
}

/** Where RDS cannot be asked, or does not know the source yet, a person knows its engine. */
const orNamed = (terminal: Terminal, environment: string) => (error: unknown) => {
  if (inOurWords(error) instanceof NamedError)
    terminal.say(
      'RDS was asked for the engine, since nothing names it. To do without AWS, name one of ' +
        `${sourceEngines.join(', ')}: npx drydock grants ${environment} --engine ` +
        sourceEngines[0],
    )
  throw error
}

/** Of an environment that need not be deployed yet. @throws NamedError InvalidInput */
function settingsInFile(name: string | undefined): ReturnType<typeof loadEnvironment> {
  const names = environmentNames()
  if (name === undefined || !names.includes(name))
    throw new NamedError(
      'InvalidInput',
      (name === undefined
        ? 'Name an environment.'
        : `There is no file infra/environments/${name}.json${didYouMean(name, names) || '.'}`) +
        (names.length === 0
          ? ' There is none yet: drydock init writes one.'
          : ` Expected one of ${names.join(', ')}.`),
    )
  try {
    return loadEnvironment(name)
  } catch (error) {
    if (error instanceof ConfigError) throw new NamedError('InvalidInput', error.message)
    throw error
  }
}

/** Of an engine with several editions one of them: they all take the same grants. */
const editions: Partial<Record<SourceEngine, string>> = {
  sqlserver: 'sqlserver-se',
  oracle: 'oracle-se2',
}
const rdsName = (engine: SourceEngine): string => editions[engine] ?? engine

/** The advice of an engine, a statement a line; what is not SQL becomes a comment. */
function sqlOf(advice: string, user: string): readonly string[] {
  const catalogued = /^".*"$/s.test(user) ? user.slice(1, -1) : user.toUpperCase()
  return advice
    .replaceAll(/the (?:user|login) of the secret/g, user)
    .replaceAll("'USER_OF_THE_SECRET'", `'${catalogued}'`)
    .replaceAll('USER_OF_THE_SECRET', user)
    .split(/; (?=GRANT|EXEC |in )/)
    .map((line) => {
      // A block of Oracle's, which its clients send at a line with a slash.
      if (line.startsWith('BEGIN ')) return `${line}\n/`
      const [, where, sql = '', note] =
        /^(?:([Ii]n [^:]+): )?(.*?)(?: \((.*)\))?$/s.exec(line) ?? []
      return [
        ...(where === undefined ? [] : [`-- ${where}:\n`]),
        `${sql};`,
        ...(note === undefined ? [] : [`   -- ${note}`]),
      ].join('')
    })
}
