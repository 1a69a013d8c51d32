import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { authoritiesOf } from './authorities.ts'
import { checkedSettings, ConfigError } from './checked-settings.ts'
import {
  type EnvironmentFile,
  environmentFileSchema,
  type UnparsedEnvironmentFile,
} from './environment-file.ts'
import { show, valueAt } from './settings-faults.ts'
import { readSettings } from './settings-text.ts'

export { ConfigError } from './checked-settings.ts'

const own = join(import.meta.dirname, 'environments')
/** The package has none: somebody's own are where `drydock init` writes them. */
const folder = existsSync(own) ? own : resolve('infra/environments')

export const environmentNames = (from = folder): string[] =>
  (existsSync(from) ? readdirSync(from) : [])
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'))

/** The settings in infra/environments/<name>.json, or a ConfigError that lists every fault. */
export function loadEnvironment(name: unknown, from = folder): EnvironmentFile {
  const available = environmentNames(from)
  const file = join(from, `${String(name)}.json`)
  if (typeof name !== 'string' || !available.includes(name) || !existsSync(file))
    throw new ConfigError('No such environment', [
      `found ${show(name)}, expected -c environment=NAME with one of: ` +
        `${available.join(', ')} (the files of infra/environments)`,
    ])
  return parseEnvironmentText(readFileSync(file, 'utf8'), name, from)
}

/** Validates the text of an environment file. */
export function parseEnvironmentText(text: string, name: string, from = folder): EnvironmentFile {
  const { settings, faults } = readSettings(text)
  if (faults.length > 0)
    throw new ConfigError(`infra/environments/${name}.json is not JSON with comments`, faults)
  return parseEnvironment(settings, name, from)
}

/** Validates untrusted settings. */
export function parseEnvironment(
  settings: UnparsedEnvironmentFile,
  name: string,
  from = folder,
): EnvironmentFile {
  const stated = valueAt(settings, ['name'])
  const file = valueAt(settings, ['tlsAuthorities'])
  return checkedSettings(settings, {
    subject: `infra/environments/${name}.json is not valid (docs/configuration.md lists the keys)`,
    // A copied file that keeps its old name would treat the other environment's clones and
    // snapshots as its own.
    faults:
      typeof stated === 'string' && stated !== name
        ? [`name: found ${show(stated)}, expected the file's own name, ${show(name)}`]
        : [],
    authorities: (region) => {
      const { data, success } = environmentFileSchema.shape.tlsAuthorities.safeParse(file)
      return success ? authoritiesOf(data, region, from) : { faults: [] }
    },
  })
}
