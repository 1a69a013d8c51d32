import type { ClassCount } from '../contract/evidence.ts'

// How rows are told apart when they are counted.

/** Newer rows are left out on production: the application keeps writing. */
export const young = 'younger than the cutoff'
export const dead = 'dead'
/**
 * Some rows are dead although new: by the upstream reading, or because they ended before the cutoff
 * but were created after it.
 */
export const youngDead = 'dead, younger than the cutoff'
/** Left out on production. */
export const recent = (name: string): boolean => name === young || name === youngDead
export const isDead = (name: string): boolean => name === dead || name === youngDead
export const deadRows = (classes: readonly ClassCount[]): number =>
  classes.filter(({ name }) => isDead(name)).reduce((sum, { rows }) => sum + rows, 0)
/** A child without its parent. */
export const orphan = 'orphan'
/** Not dead, for no particular reason. */
export const valid = 'still valid'
