import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { tellInterruption } from '../../local/interrupted.ts'

const folder = await mkdtemp(join(tmpdir(), 'interrupted-'))
after(() => rm(folder, { recursive: true }))
for (const name of ['drydock.log', 'notes.txt']) await writeFile(join(folder, name), '')

/** What is said when a run in this state is interrupted, or ends by itself. */
async function told(state: string | null, clones: number, signal: 'SIGINT' | 'SIGTERM' | null) {
  const lines: string[] = []
  let cleanUp = (): void | Promise<void> => undefined
  const others = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((name) => {
    const listeners = process.listeners(name)
    process.removeAllListeners(name)
    return [name, listeners] as const
  })
  tellInterruption(
    {
      onCleanup(undo) {
        cleanUp = undo
        return () => undefined
      },
    },
    {
      state: () => state,
      clones: () => clones,
      folder,
      say: (line) => lines.push(line),
      silence: () => lines.push('(silence)'),
    },
  )
  if (signal !== null) process.emit(signal)
  await cleanUp()
  for (const [name, listeners] of others) {
    process.removeAllListeners(name)
    for (const listener of listeners) process.on(name, listener)
  }
  return lines
}

test('Ctrl-C tells at once what it stops, and then what is kept', async () => {
  assert.deepEqual(await told('PurgeClone', 1, 'SIGINT'), [
    '(silence)',
    'Ctrl-C in PurgeClone: stopping production and 1 clone',
    'stopped production and 1 clone; their data is deleted',
    `kept in ${folder}: drydock.log`,
    'there is no report: the run had not ended',
  ])
  assert.deepEqual(await told(null, 0, 'SIGTERM'), [
    '(silence)',
    'SIGTERM: stopping production',
    'stopped production; its data is deleted',
    `kept in ${folder}: drydock.log`,
  ])
  assert.deepEqual(await told(null, 0, null), [])
})
