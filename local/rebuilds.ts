import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rebuildContainer, type RebuildPlace } from '../functions/contract/rebuilds.ts'
import type { Driver } from '../infra/drivers.ts'
import { region } from './cloud/arn.ts'
import type { Cloud } from './cloud/start-cloud.ts'

/** Where the local cloud runs the task of long rebuilds. */
export const localRebuilds: RebuildPlace = {
  cluster: 'laptop-rebuild',
  taskDefinition: 'the-rebuild',
  subnets: ['subnet-local'],
  securityGroups: ['sg-local'],
}

/**
 * Bundles the task's program as a deployment does, puts it into the bucket of assets and registers
 * the task: the container fetches it there, by the text of its definition.
 * @param scratch for the bundles; its name in the command identifies processes left behind.
 * @param buckets the folder of the cloud's objects.
 */
export async function prepareRebuilds(
  { containers }: Pick<Cloud, 'containers'>,
  scratch: string,
  buckets: string,
  drivers: readonly Driver[],
): Promise<void> {
  // Only where it is asked for: the library and the bundler take their time.
  const [{ programText, sha256Of }, { startText }, { writeBundles }] = await Promise.all([
    import('../infra/rebuild-code.ts'),
    import('../infra/rebuild-task.ts'),
    import('../infra/write-bundles.ts'),
  ])
  const folder = join(scratch, 'bundles')
  await writeBundles(folder, ['functions/rebuild-tables.ts'])
  const text = programText('rebuild-tables', drivers, folder)
  const digest = sha256Of(text)
  const key = `${digest}.json`
  mkdirSync(join(buckets, 'assets'), { recursive: true })
  writeFileSync(join(buckets, 'assets', key), text)
  const words = ['assets', key, digest, region, 'amazonaws.com', scratch]
  containers.register(localRebuilds.taskDefinition, {
    container: rebuildContainer,
    command: [process.execPath, '-e', startText, ...words],
  })
}
