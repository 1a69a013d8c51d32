import type { Cell } from './html.ts'

export const passed = (yes: boolean): Cell =>
  yes ? { text: 'yes', kind: 'yes' } : { text: 'no', kind: 'no' }
export const level = (found: 'passed' | 'warning' | 'failed'): Cell => ({
  text: found,
  kind: { passed: 'yes', warning: 'warning', failed: 'no' }[found],
})
