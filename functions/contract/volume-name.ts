/** A volume's name: the first and the last number of its files, and the SHA-256 of its bytes. */
const namePattern = /^volume-(\d{8})-(\d{8})-([0-9a-f]{64})\.zip$/

interface VolumeName {
  readonly first: number
  readonly last: number
  readonly sum: string
}

export const volumeName = ({ first, last, sum }: VolumeName): string =>
  `volume-${String(first).padStart(8, '0')}-${String(last).padStart(8, '0')}-${sum}.zip`

/** The parts of a volume's name; null for any other object. */
export function readVolumeName(name: string): VolumeName | null {
  const [, first, last, sum] = namePattern.exec(name) ?? []
  if (first === undefined || last === undefined || sum === undefined) return null
  return { first: Number(first), last: Number(last), sum }
}
