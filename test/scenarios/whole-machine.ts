import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reportSchema, type Report } from '../../functions/report/schema.ts'

/** What the machine runs on, where it is not the usual one (see scene.ts). */
const { DRYDOCK_SCENARIO_ENGINE: engine } = process.env

export interface Ended {
  readonly code: number | null
  readonly output: string
  readonly report: Report | null
}

export const asBefore = /production is unchanged, row for row/

/** The whole machine, as a person runs it. */
export async function start(...words: string[]): Promise<Ended> {
  return startAndWatch(() => undefined, ...words)
}

/** @param watch sees each piece of output. */
export async function startAndWatch(
  watch: (text: string, child: ChildProcess) => void,
  ...words: string[]
): Promise<Ended> {
  const out = await mkdtemp(join(tmpdir(), 'scenario-'))
  try {
    const child = spawn(
      process.execPath,
      [
        join(import.meta.dirname, '../../local/start.ts'),
        ...(words.includes('--dump') ? [] : ['--tokens', '1000']),
        '--out',
        out,
        ...(engine === undefined || words.includes('--engine') ? [] : ['--engine', engine]),
        ...words,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    )
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
        watch(text, child)
      })
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    assert.deepEqual(
      (await readdir(tmpdir())).filter((name) => name.startsWith(`drydock-${child.pid}-`)),
      [],
      'no scratch folder is left',
    )
    const text = await readFile(join(out, 'report.json'), 'utf8').catch(() => null)
    return { code, output, report: text === null ? null : reportSchema.parse(JSON.parse(text)) }
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}
