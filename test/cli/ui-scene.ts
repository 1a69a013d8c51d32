import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after } from 'node:test'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import type { Measured, Purged } from '../../functions/contract/evidence.ts'
import type { Gate } from '../../functions/contract/gates.ts'
import { pastRun } from '../../functions/report/chain.ts'
import { reportPage } from '../../functions/report/page/page.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { serveMachines } from '../../local/machines.ts'
import { largeReport } from '../report/large-report.ts'

// An environment on the local cloud whose runs stay in a state that a test names, with the evidence
// that a run would have left by then. No database: the whole machine is looked at in the scenarios.

const folder = await mkdtemp(join(tmpdir(), 'ui-'))
export const cloud = await startCloud(folder, join(folder, 'buckets'))
after(async () => {
  await cloud.close()
  await rm(folder, { recursive: true })
})
Object.assign(process.env, cloud.environment)
export const control = '/drydock/test/control'
cloud.parameters.set(control, '{"stop": false}')

serveMachines(cloud, {
  environment: runEnvironmentSchema.parse({
    name: 'test',
    allowProductionPurge: true,
    approval: { deadline: '1h' },
    sources: [
      {
        instance: 'wso2-production',
        databases: ['apim'],
        secret: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:production-abcdef',
      },
    ],
  }),
  deployment: {
    cloneSecurityGroup: 'sg-1',
    evidenceBucket: 'evidence',
    reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
  },
})
const { machines } = cloud.stepFunctions
const { definition = {} } = machines.get('drydock-test') ?? {}
machines.set('drydock-test', {
  definition,
  run: ({ input, stop, entered }) => {
    entered((input as { readonly state?: string }).state ?? 'PlanRun')
    return new Promise((_, failed) =>
      stop.addEventListener('abort', () => failed(new Error('stopped'))),
    )
  },
})

/** What the undos and sweeps were asked for; they answer at once with what a test has set. */
export const asked: { readonly machine: string; readonly input: Record<string, unknown> }[] = []
export const totals: Record<string, object> = {}
export const swept = { clones: [], snapshots: [], copies: [], overdue: [], protected: [] } as {
  [kind: string]: string[]
}
for (const machine of ['drydock-test-undo', 'drydock-test-sweep'])
  machines.set(machine, {
    definition: {},
    async run({ name, input }) {
      asked.push({ machine, input: input as Record<string, unknown> })
      await put(`runs/${name}/undo.json`, { totals })
      return swept
    },
  })

/** Starts a run that stays in this state. */
export const runIn = (name: string, state: string, startedAt = new Date()): void =>
  void cloud.stepFunctions
    .begin('drydock-test', name, { mode: 'purge', state }, startedAt)
    .catch(() => undefined)

export const endRun = (name: string): unknown =>
  cloud.stepFunctions.call('StopExecution', { executionArn: `execution:${name}` })

export async function put(key: string, value: unknown): Promise<void> {
  const file = join(folder, 'buckets/evidence', key)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, typeof value === 'string' ? value : JSON.stringify(value))
}

/** A reason that would be markup if it were not escaped. */
export const wild = 'cpu is 81 % <script>alert("now")</script>, slow from 75'
const counts = [
  ['IDN_OAUTH2_ACCESS_TOKEN', 9_000_000, 2_100_442],
  ['IDN_OAUTH2_ACCESS_TOKEN_SCOPE', 14_000_000, 3_911_020],
  ['IDN_AUTH_SESSION_STORE', 700_000, 512_300],
] as const
export const measured: Measured = {
  databases: [
    {
      database: 'apim',
      schema: 'apim',
      skipped: [],
      leftovers: [],
      plans: [],
      tables: counts.map(([table, rows, dead]) => ({
        table,
        rule: 'tokens',
        kind: 'rule',
        settled: true,
        reading: null,
        classes: [
          { name: 'still valid', rows: rows - dead, hash: '0', other: 0 },
          { name: 'dead', rows: dead, hash: '0', other: 0 },
        ],
      })),
    },
  ],
}
/** @param share of the dead rows that have gone. */
export const purged = (share: number, what: 'go' | 'slow' | 'pause' = 'go'): Purged => ({
  done: share === 1,
  databases: [
    {
      database: 'apim',
      batches: 400,
      milliseconds: 400_000,
      tables: counts.map(([table, , dead]) => ({
        table,
        rows: Math.round(dead * share),
        old: 0,
        hash: '0',
      })),
    },
  ],
  progress: null,
  pace: {
    from: '2026-11-29T02:10:00.000Z',
    seconds: 10,
    rows: Array.from({ length: 40 }, (_, at) => (at % 9 === 8 ? 0 : 2_000 + 40 * at)),
  },
  notes: [{ at: '2026-11-29T02:12:00.000Z', what: 'slow', seconds: 0, reasons: [wild] }],
  throttle: {
    current: { what, at: '2026-11-29T02:12:00.000Z', reasons: what === 'go' ? [] : [wild] },
    judged: {
      at: '2026-11-29T02:12:05.000Z',
      metrics: [
        { name: 'running-threads', of: '', value: 0.5, level: { slow: 2, pause: 6 } },
        { name: 'replica-lag', of: '<i>reader', value: null, level: { slow: 5, pause: 30 } },
        { name: 'free-storage', of: '', value: 412.3456, level: { slow: 10, pause: 5, abort: 2 } },
        { name: 'cpu', of: '', value: 81, level: { slow: 75, pause: 90 } },
      ],
    },
    share: 0.25,
    pausedSince: null,
    first: { statement: [], commit: [] },
    learned: null,
  },
})
const gate = (name: Gate['gate'], detail: string): Gate => ({
  gate: name,
  source: 'wso2-production',
  passed: true,
  detail,
})
/** What a run has left once production was counted and the gates are open. */
export async function leaveEvidence(run: string, what: 'go' | 'slow' | 'pause'): Promise<void> {
  const of = `runs/${run}/wso2-production`
  await put(`${of}/measure-clone.json`, measured)
  await put(`${of}/purge-clone.json`, purged(1))
  await put(`${of}/measure-production.json`, measured)
  await put(`${of}/verify-clone.json`, {
    databases: [{ database: 'apim', tables: [], checks: [] }],
  })
  await put(`${of}/gates.json`, {
    gates: [
      gate('blast-radius', 'At most 28 % of a table would go, the limit is 50 %.'),
      gate('drift', 'Production is as rehearsed.'),
      gate('window', 'Open now.'),
    ],
  })
  await put(`${of}/recount-production.json`, measured)
  await put(`${of}/purge-production.json`, purged(0.4, what))
}

/** A run that has reported. */
export async function leaveReport(): Promise<void> {
  const { runId, history } = largeReport
  await put(`runs/${runId}/report.json`, largeReport)
  await put(`runs/${runId}/report.html`, reportPage(largeReport))
  const runs = [...history, pastRun(largeReport)].map((one) => ({ ...one, sha256: '0'.repeat(64) }))
  await put('runs/history.json', { runs })
}
