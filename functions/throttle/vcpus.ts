/** vCPUs of an instance class, by its AWS name; null if the name does not tell (db.serverless). */
export function vcpus(instanceClass: string | null): number | null {
  const [, family = '', size = ''] = (instanceClass ?? '').split('.')
  const large = /^(\d*)xlarge$/.exec(size)
  if (large) return 4 * Number(large[1] === '' ? 1 : large[1])
  if (size === 'large') return 2
  if (['micro', 'small'].includes(size) && family === 't2') return 1
  return ['micro', 'small', 'medium'].includes(size) ? 2 : null
}
