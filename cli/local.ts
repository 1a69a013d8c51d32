import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { NamedError } from '../functions/contract/errors.ts'
import { forgetAwsSettings } from '../local/cloud/sdk-environment.ts'
import { cloudFile } from '../local/out-folder.ts'
import { connectBy } from './place.ts'

const cloudSchema = z.object({
  environment: z.string(),
  settings: z.record(z.string(), z.string()),
  connection: z.string().optional(),
})

/**
 * Points the SDK at the local cloud of a run of npm start, and away from AWS.
 * @returns the name of its environment.
 */
export async function useLocalCloud(folder: string): Promise<string> {
  const file = join(folder, cloudFile)
  const text = await readFile(file, 'utf8').catch(() => null)
  const found = cloudSchema.safeParse(text === null ? null : parsed(text))
  if (!found.success)
    throw new NamedError(
      'EnvironmentNotFound',
      `No local run was found: ${file} ${text === null ? 'is missing' : 'is not valid'}. Start ` +
        'npm start -- --keep, leave it running, and run this in the same folder. If it has an ' +
        '--out, give the same here.',
    )
  forgetAwsSettings(process.env)
  Object.assign(process.env, found.data.settings)
  connectBy(found.data.connection ?? null)
  return found.data.environment
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
