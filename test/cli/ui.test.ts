import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { cloud, leaveEvidence, leaveReport, runIn, wild } from './ui-scene.ts'
import { ask, eventsOf, host, served, token, type Heard } from './ui-http.ts'

// What the page shows and whom it refuses; the whole machine behind it is in the scenarios.

before(async () => {
  runIn('week-9', 'PurgeProduction')
  await leaveEvidence('week-9', 'slow')
  await leaveReport()
})
const environment = 'e/test/'

test('whoever lacks the token, or comes under another name or from another page, is refused', async () => {
  const origin = `http://${host}`
  for (const [path, headers, status, why] of [
    ['/', {}, 403, /lacks the token/],
    ['/favicon.ico', {}, 403, /lacks the token/],
    [`/${token.slice(1)}/`, {}, 403, /lacks the token/],
    [`/${token}x/${environment}`, {}, 403, /lacks the token/],
    [`/%2e%2e/${token}/`, {}, 403, /lacks the token/],
    [`/${token}/%ff`, {}, 403, /lacks the token/],
    ['', { host: 'attacker.example' }, 403, /answers to 127\.0\.0\.1:\d+ and localhost:\d+ only/],
    ['', { host: '127.0.0.1' }, 403, /answers to/],
    ['', { host: `${host}.attacker.example` }, 403, /answers to/],
    ['', { origin: 'http://attacker.example' }, 403, /Another page asked/],
    ['', { origin: 'null' }, 403, /Another page asked/],
    ['', { origin: 'http://127.0.0.1:1' }, 403, /Another page asked/],
    ['', { 'sec-fetch-site': 'cross-site' }, 403, /Another page asked/],
    ['', { 'sec-fetch-site': 'same-site' }, 403, /Another page asked/],
    ['', { origin, 'sec-fetch-site': 'same-origin' }, 200, /<h1>Environments/],
    ['', { 'sec-fetch-site': 'none' }, 200, /<h1>Environments/],
    ['', { host: host.replace('127.0.0.1', 'localhost') }, 200, /<h1>Environments/],
  ] as const) {
    const got = await ask(path, { headers })
    assert.equal(got.status, status, `${path} ${JSON.stringify(headers)}`)
    assert.match(got.text, why)
    if (status === 403) assert.ok(!got.text.includes(token))
  }
  assert.equal((await ask(`/${token}`)).headers.location, `/${token}/`)
  for (const method of ['PUT', 'DELETE', 'OPTIONS', 'HEAD'])
    assert.equal((await ask('', { method })).status, 405)
})

test('it listens on loopback alone, and every address has a token of its own', () => {
  assert.match(served.url, /^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/$/)
})

test('no page may be framed, cached, or run what is not its own file', async () => {
  for (const path of ['', environment, 'script.js', 'style.css', 'nowhere', '/']) {
    const { headers } = await ask(path)
    assert.match(
      String(headers['content-security-policy']),
      /^default-src 'none'; script-src 'self'/,
    )
    assert.doesNotMatch(String(headers['content-security-policy']), /unsafe/)
    assert.equal(headers['cache-control'], 'no-store')
    assert.equal(headers['x-frame-options'], 'DENY')
    assert.equal(headers['referrer-policy'], 'same-origin')
  }
  const { text } = await ask(environment)
  assert.doesNotMatch(text, /<script>|<style|\son\w+=|\sstyle=|https?:\/\//)
  assert.ok(!text.includes(token))
})

test('the first page has the environments, each with its switch and its run', async () => {
  const { text } = await ask('')
  assert.match(text, /<a href="e\/test\/">test<\/a>/)
  assert.match(text, /week-9 is under way\. PurgeProduction: [\d,]+ of 6,523,762 rows/)
})

test('a run under way shows its states, rows, rate and what slows it, and no markup of others', async () => {
  const { text, status } = await ask(environment)
  assert.equal(status, 200)
  assert.match(text, /<p id="said" role="status">week-9 is in PurgeProduction, slowed\.<\/p>/)
  assert.match(text, /aria-current="step">\s*<span class="hidden">under way: <\/span>PurgeProd/)
  assert.match(text, /<span class="hidden">done: <\/span>RestoreClone/)
  assert.match(text, /<span class="hidden">to come: <\/span>VerifyProduction/)
  assert.match(text, /<progress [^>]*max="6523762" value="2609505">/)
  assert.match(text, /2,609,505 of 6,523,762 dead rows/)
  assert.match(
    text,
    /Slowed since 2026-11-29 02:12 UTC: cpu is 81 % &lt;script&gt;alert\(&quot;now/,
  )
  assert.ok(!text.includes(wild))
  const rows = [...text.matchAll(/<tr>([^]*?)<\/tr>/g)].map(([, row = '']) =>
    row
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  assert.ok(rows.includes('Table Before Dead Gone Left'))
  assert.ok(
    rows.some((row) => /TOKEN 9,000,000 2,100,442 840,177 1,260,265$/.test(row)),
    `${rows}`,
  )
  assert.match(text, /as the purge has judged them at 02:12:05 UTC/)
  for (const row of [
    'Metric Now Slows Pauses Aborts Unit',
    'running-threads 0.5 2 6 – running threads per vCPU',
    'replica-lag of &lt;i&gt;reader not read (pause) 5 30 – s',
    'free-storage 412 10 5 2 GiB',
    'cpu 81 (slow) 75 90 – %',
  ])
    assert.ok(rows.includes(row), row)
  assert.ok(rows.some((row) => /^blast-radius yes At most 28 %/.test(row)))
  assert.match(text, /Rows left in the largest tables, by run/)
  // One of the runs deleted nothing in production.
  assert.match(text, /<title>\d\d-\d\d, dead rows left: [1-9][\d,]+<\/title>/)
  assert.match(text, /Next start: none.*\. Backlog: 0 dead rows after weekly-2026-03-01\./)
})

test('a run that has reported shows its verdict and its report, which brings no script', async () => {
  const { text } = await ask(`${environment}runs/weekly-2026-03-01/`)
  assert.match(text, /<b class="no">failed<\/b>:\s+CheckFailed: no-live-row-lost/)
  assert.match(text, /What the runbook says of CheckFailed/)
  const report = await ask(`${environment}runs/weekly-2026-03-01/report`)
  assert.match(report.text, /^<!doctype html>[^]*Drydock: failed, weekly-2026-03-01/)
  const policy = String(report.headers['content-security-policy'])
  assert.match(policy, /^default-src 'none'; style-src 'unsafe-hashes' 'sha256-.*; sandbox$/)
  assert.doesNotMatch(policy, /script-src|unsafe-inline/)
})

test('what AWS refuses, and what is not there, is told by its name and the runbook', async () => {
  for (const [path, status, said] of [
    ['e/tesd/', 404, /EnvironmentNotFound: There is no stack drydock-tesd.*mean &quot;test&quot;/],
    [`${environment}runs/week-8/`, 404, /RunNotFound: No run &quot;week-8&quot; is known in test/],
    [`${environment}runs/week-9/report`, 404, /EvidenceMissing: The run week-9 has no report/],
    [`${environment}runs/..%2f..%2fhistory.json%3f/report`, 403, /lacks the token/],
    ['nowhere/', 404, /There is no such page/],
  ] as const) {
    const got = await ask(path)
    assert.equal(got.status, status, path)
    assert.match(got.text, said)
  }
  cloud.refuse({ action: 'ListExecutions', code: 'AccessDeniedException' })
  const denied = await ask(environment)
  assert.equal(denied.status, 502)
  assert.match(
    denied.text,
    /AccessDenied: AWS refuses the call: .*[^]*What the runbook says of Acc/,
  )
  // A purge can be held all the same.
  assert.match(denied.text, /<form method="post" action="do\/pause">/)
  assert.doesNotMatch((await ask('e/tesd/')).text, /<form/)
})

test('a browser is sent what has changed, and the faults meanwhile', async () => {
  const left = new AbortController()
  const found = await fetch(`${served.url}${environment}events`, { signal: left.signal })
  assert.equal(found.headers.get('content-type'), 'text/event-stream')
  const until = eventsOf(found)
  const idsOf = (sent: readonly Heard[]) =>
    sent.flatMap(({ event, data }) => (event === 'part' && data !== null ? [data.id] : []))
  assert.deepEqual(idsOf(await until(({ event }) => event === 'as-of')), [
    'done',
    'approval',
    'answer',
    'now',
    'switch',
    'gates',
    'cancel',
    'start',
    'clones',
    'runs',
    'history',
  ])
  await leaveEvidence('week-9', 'pause')
  const changed = idsOf(await until(({ data }) => /Paused since/.test(data?.html ?? '')))
  assert.ok(!changed.includes('history'), `${changed}`)
  cloud.refuse({ action: 'ListExecutions', code: 'ExpiredToken' })
  const fault = (await until(({ event }) => event === 'fault')).at(-1)?.data
  assert.match(String(fault), /^AccessDenied: AWS has no valid credentials of yours/)
  await until(({ event }) => event === 'as-of')
  left.abort()
})
