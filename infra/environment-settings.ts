import { readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { parseEnvironmentText } from './config.ts'
import type { DrydockProps } from './drydock-props.ts'

/**
 * The settings of an environment file, such as `drydock init` writes.
 * @throws ConfigError with all faults
 */
export function environmentSettings(file: string): DrydockProps {
  const text = readFileSync(file, 'utf8')
  const { tlsAuthorities: _, ...settings } = parseEnvironmentText(
    text,
    basename(file, '.json'),
    dirname(file),
  )
  return settings
}
