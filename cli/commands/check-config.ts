import { access, readFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { NamedError } from '../../functions/contract/errors.ts'
import { quantity } from '../../functions/contract/quantity.ts'
import { ConfigError, parseEnvironmentText } from '../../infra/config.ts'
import { warningsOf } from '../../infra/settings-warnings.ts'
import { exitCodes } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'

/** All faults of an environment file at once; 1 if there are any. It asks nothing of AWS. */
export async function checkConfig(
  terminal: Terminal,
  file: string,
  { json }: { readonly json?: true },
): Promise<number> {
  const { faults, warnings } = await looked(file)
  if (json === true) terminal.print(JSON.stringify({ file, faults, warnings }, null, 2))
  else {
    for (const warning of warnings) terminal.print(`warning: ${warning}.`)
    if (faults.length === 0) terminal.print(`${file} is valid. Next: ${await nextOf(file)}`)
    else {
      terminal.print(`${file}: ${quantity(faults.length, 'fault')}`)
      for (const fault of faults) terminal.print(`  ${fault}`)
      terminal.print('docs/configuration.md lists the keys.')
    }
  }
  return faults.length === 0 ? exitCodes.done : exitCodes.failed
}

/** What can be typed in the folder that the command was called in. */
async function nextOf(file: string): Promise<string> {
  const synth = `npx cdk synth -c environment=${nameOf(file)}`
  const project = resolve(dirname(file), '../..')
  const isIts = resolve(project, 'infra/environments', basename(file)) === resolve(file)
  const hasApp = await access(join(project, 'cdk.json')).then(
    () => true,
    () => false,
  )
  if (!isIts || !hasApp)
    return `copy it into infra/environments of the project, and there: ${synth}`
  const way = relative('.', project)
  return way === '' ? synth : `cd ${way} && ${synth}`
}

const nameOf = (file: string): string => basename(file, '.json')

interface Looked {
  readonly faults: readonly string[]
  /** Of a file without faults. */
  readonly warnings: readonly string[]
}

async function looked(file: string): Promise<Looked> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new NamedError(
      'InvalidInput',
      `The file ${file} cannot be read (${error.code}). ` +
        (/^[a-z0-9]+$/.test(file)
          ? `check-config takes a file, not a name: probably infra/environments/${file}.json.`
          : 'Name an environment file, such as infra/environments/example.json.'),
    )
  })
  try {
    const parsed = parseEnvironmentText(text, nameOf(file), dirname(file))
    return { faults: [], warnings: warningsOf(parsed).map((one) => one.text) }
  } catch (error) {
    if (error instanceof ConfigError) return { faults: error.faults, warnings: [] }
    throw error
  }
}
