import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { lookIn } from '../../cli/place.ts'
import { framed } from '../../cli/ui/frame.ts'
import { showClones } from '../../cli/ui/show-clones.ts'

after(() => lookIn(null))

test('the page names the local cloud with --local, and AWS without', () => {
  const page = () =>
    framed({ title: 't', said: '', up: '', live: false, trail: [], parts: [showClones([])] })
  assert.match(page(), /speaks to AWS with your credentials.*Ctrl-C/s)
  assert.match(page(), /in the account of your credentials\./)
  lookIn('out')
  assert.match(page(), /speaks to the local cloud of npm start\./)
  assert.match(page(), /No clone exists in the local cloud\./)
  assert.doesNotMatch(page(), /credentials/)
})
