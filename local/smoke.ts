import { join } from 'node:path'
import type { ApplicationPlace, SmokeTest } from '../functions/contract/smoke.ts'
import { arn } from './cloud/arn.ts'
import type { Cloud } from './cloud/start-cloud.ts'
import { classAt } from './seed/class-layout.ts'
import { rowUuid } from './seed/draw.ts'
import { consumerApps } from './seed/token-rows.ts'
import { tokenLayouts, type TokenTruth } from './seed/token-truth.ts'
import { openScratch } from './scratch.ts'

const client = 'smoke-client'

/** Where the local cloud keeps what a deployment would name. */
export const localPlace: ApplicationPlace = {
  cluster: 'laptop',
  taskDefinition: 'the-command',
  subnets: ['subnet-local'],
  securityGroup: 'sg-local',
  logGroup: '/drydock/laptop/application',
  credentials: arn('secretsmanager', 'secret:drydock/laptop/clone-abcdef'),
}

/** The stand-in's settings; `now` is the instant of the seed. */
export const smokeSettingsFor = (port: number, now: Date): SmokeTest => ({
  image: 'a command on this computer',
  cpu: 256,
  memory: 512,
  protocol: 'http',
  port,
  deadline: '1m',
  client: arn('secretsmanager', `secret:${client}-abcdef`),
  environment: { APPLICATION_PORT: String(port), APPLICATION_CLOCK: now.toISOString() },
  api: { port, path: '/pizzashack/1.0.0/menu' },
})

/**
 * Gives the cloud a command to start instead of the image, and the test a client with a token from
 * before the cleanup.
 */
export function prepareSmoke(
  { secrets, containers }: Cloud,
  truth: TokenTruth,
  command: string | true,
): void {
  const { folder } = openScratch()
  // Each names the scratch folder, which identifies processes left behind.
  containers.command =
    command === true
      ? [
          process.execPath,
          '--disable-warning=ExperimentalWarning',
          join(import.meta.dirname, 'application/serve.ts'),
          folder,
        ]
      : ['sh', '-c', command, folder]
  const { tokens } = tokenLayouts(truth.tokens)
  const row =
    Array.from({ length: tokens.total }, (_, at) => at).find(
      (at) => classAt(tokens, at).name === 'active, both valid',
    ) ?? 0
  const app = 1 + (row % consumerApps)
  secrets.add(client, {
    consumerKey: `consumer-key-${app}`,
    consumerSecret: `consumer-secret-${app}`,
    refreshToken: rowUuid(truth.seed, row, 6),
  })
}
