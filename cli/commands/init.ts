import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NamedError } from '../../functions/contract/errors.ts'
import { ConfigError, parseEnvironment } from '../../infra/config.ts'
import { environmentFileSchema } from '../../infra/environment-file.ts'
import { warningsOf } from '../../infra/settings-warnings.ts'
import { exitCodes } from '../exit-codes.ts'
import { readAccount } from '../init/account.ts'
import { Asker } from '../init/asker.ts'
import { askEnvironment } from '../init/environment.ts'
import { environmentText } from '../init/environment-text.ts'
import type { Terminal } from '../terminal.ts'
import { printGrants } from './grants.ts'

interface Options {
  readonly folder: string
  readonly user?: string
  /** Answers, by the flag of the question. */
  readonly answers: Readonly<Record<string, string | undefined>>
}

/**
 * Asks for what an environment needs, writes its file, and prints the grants of its user as SQL.
 * It changes nothing in the account, and no file that exists.
 */
export async function init(
  terminal: Terminal,
  name: string,
  { folder, user, answers }: Options,
): Promise<number> {
  const file = join(folder, `${name}.json`)
  refuseName(name)
  if (!existsSync(folder)) throw noFolder(folder)
  if (existsSync(file)) throw taken(file)
  const account = await readAccount(terminal)
  const settings = await askEnvironment(name, new Asker(terminal, answers), account, terminal)
  const parsed = validated(() => parseEnvironment(settings, name, folder))
  await writeFile(file, environmentText(settings, folder), { flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      throw error.code === 'EEXIST' ? taken(file) : noFolder(folder, error.code)
    },
  )
  terminal.say(`Wrote ${file}. All that it does not name has its default.`)
  for (const { text } of warningsOf(parsed)) terminal.say(`warning: ${text}.`)
  await printGrants(terminal, parsed, { user })
  terminal.say(
    'Create the user with these grants, then:\n' +
      `  npx cdk deploy -c environment=${name}\n` +
      `  npx drydock doctor ${name} --plan`,
  )
  return exitCodes.done
}

/** @throws NamedError InvalidInput, before ten questions are answered in vain */
function refuseName(name: string): void {
  const { error } = environmentFileSchema.shape.name.safeParse(name)
  if (error !== undefined)
    throw new NamedError(
      'InvalidInput',
      `The name of the environment: found "${name}", ${error.issues[0]?.message}.`,
    )
}

const noFolder = (folder: string, code = 'ENOENT') =>
  new NamedError(
    'InvalidInput',
    `Nothing can be written into ${folder} (${code}). Run this in a clone of this repository, or ` +
      'name a folder with --folder that you may write to.',
  )

const taken = (file: string) =>
  new NamedError(
    'InvalidInput',
    `${file} exists already, and is not overwritten. Use another name, or check it: drydock ` +
      `check-config ${file}`,
  )

/** @throws NamedError InvalidInput with all faults */
function validated<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new NamedError(
      'InvalidInput',
      `The answers make no valid environment; nothing was written:\n  ${error.faults.join('\n  ')}`,
    )
  }
}
