import {
  day,
  hour,
  longMax,
  minute,
  type Moment,
  type RowClass,
  type Verdict,
} from './row-class.ts'

/** A row that is dead when it expired before the cutoff, by a TIMESTAMP column. */
export interface ExpiryTimeClass extends RowClass {
  readonly expires: Moment
}

const time = (
  name: string,
  verdict: Verdict,
  expires: Moment,
  share: RowClass['share'] = 0,
): ExpiryTimeClass => ({ name, verdict, share, expires })

/** Verdicts are stated, never computed. */
export const expiryTimeClasses: readonly ExpiryTimeClass[] = [
  time('expired', 'dead', [-60 * day, -day], 'rest'),
  time('valid', 'alive', [3 * hour, 30 * day], 0.2),
  time('expired within the safe period', 'alive', [minute, 2 * hour - minute], 0.05),
  time('expires 1 s before the cutoff', 'dead', -1),
  time('expires at the cutoff', 'alive', 0),
  time('expires 1 s after the cutoff', 'alive', 1),
  time('expires in nine years', 'alive', 3285 * day),
]

/**
 * The same by a column of epoch ms, which has to be positive: so many ms after the cutoff, or the
 * column's value.
 */
export interface ExpiryNumberClass extends RowClass {
  readonly expires: { readonly after: number } | { readonly is: bigint }
}

const number = (
  name: string,
  verdict: Verdict,
  expires: ExpiryNumberClass['expires'],
  share: RowClass['share'] = 0,
): ExpiryNumberClass => ({ name, verdict, share, expires })
const milliseconds = 1000 * day

/** Verdicts are stated, never computed. */
export const expiryNumberClasses: readonly ExpiryNumberClass[] = [
  number('expired', 'dead', { after: -3 * milliseconds }, 'rest'),
  number('valid', 'alive', { after: milliseconds }, 0.2),
  number('expired within the safe period', 'alive', { after: minute * 1000 }, 0.05),
  number('expires 1 ms before the cutoff', 'dead', { after: -1 }),
  number('expires at the cutoff', 'alive', { after: 0 }),
  number('expires 1 ms after the cutoff', 'alive', { after: 1 }),
  number('expires in ten years', 'alive', { after: 3650 * milliseconds }),
  number('expires 1 ms after 1970', 'dead', { is: 1n }),
  number('expires at zero', 'alive', { is: 0n }),
  number('expires before 1970', 'alive', { is: -1n }),
  number('expires at Long.MAX', 'alive', { is: longMax }),
  number('expires at Long.MIN', 'alive', { is: -longMax - 1n }),
]

export function expiryNumber({ expires }: ExpiryNumberClass, cutoff: number): string {
  return 'is' in expires ? expires.is.toString() : String(cutoff + expires.after)
}
