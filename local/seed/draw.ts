/** A number below 2^32 that looks random and is the same for the same three. */
export function draw(seed: number, row: number, salt: number): number {
  let x =
    (Math.imul(seed, 0x9e3779b1) ^
      Math.imul(row + 1, 0x85ebca77) ^
      Math.imul(salt + 1, 0xc2b2ae3d)) >>>
    0
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad) >>> 0
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97) >>> 0
  return (x ^ (x >>> 15)) >>> 0
}

const hex = (value: number, digits: number): string =>
  value.toString(16).padStart(8, '0').slice(0, digits)

/**
 * A UUID whose first part scatters the rows over the primary key as random ones would, and whose
 * last part is the row's number, so that a key read back tells its row. Version 8 sets it apart
 * from those of an application.
 */
export function rowUuid(seed: number, row: number, salt: number): string {
  const a = hex(draw(seed, row, salt), 8)
  const b = hex(draw(seed, row, salt + 100), 8)
  const c = hex(draw(seed, row, salt + 200), 3)
  return `${a}-${b.slice(0, 4)}-8${b.slice(4, 7)}-a${c}-${row.toString(16).padStart(12, '0')}`
}

/** The row a key belongs to; undefined for a key that is not one of `rowUuid`. */
export function rowOfUuid(
  key: string,
  seed: number,
  rows: number,
  salt: number,
): number | undefined {
  const row = Number.parseInt(key.slice(24), 16)
  return row >= 0 && row < rows && rowUuid(seed, row, salt) === key ? row : undefined
}
