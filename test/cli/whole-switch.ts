import { test } from 'node:test'
import { runIn, cloud, control, endRun, leaveEvidence } from './ui-scene.ts'
import { areGolden } from './transcript.ts'

// The commands of the switch, whole: before any run, and while one purges. A part of
// golden.test.ts, as whole.ts.

/** Dates and times of day, which differ from run to run. */
const settled = (text: string): string =>
  text.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, '<instant>')

test('pause, pace, resume and stop, without a run', async (t) => {
  cloud.parameters.set(control, '{"stop": false}')
  await areGolden(
    t,
    'switch',
    settled,
    ...['pause', 'pace 0.2 --batch 100', 'pace default test', 'resume', 'stop', 'resume --reset'],
    ...['pace 1.5', 'pause --wait 601', 'stop tset'],
  )
})

test('pause, pace, resume and stop, of a run that purges', async (t) => {
  cloud.parameters.set(control, '{"stop": false}')
  await leaveEvidence('week-23', 'slow')
  runIn('week-23', 'PurgeProduction')
  const wait = '--wait 0'
  await areGolden(
    t,
    'switch-of-a-run',
    settled,
    ...[`pause ${wait}`, `pace 0.2 ${wait}`, `resume ${wait}`, `pace 0.1 --keep ${wait}`],
    ...[`stop ${wait}`, `resume --reset ${wait}`],
  )
  endRun('week-23')
  cloud.parameters.set(control, '{"stop": false}')
})

test('pause, of a run that waits for approval', async (t) => {
  runIn('week-24', 'AskApproval')
  await areGolden(t, 'switch-before-approval', settled, 'pause', 'resume')
  endRun('week-24')
})
