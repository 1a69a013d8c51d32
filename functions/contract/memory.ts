/**
 * V8's heap limit in functions that work on rows: without it V8 uses three times what it needs. A
 * step handles a few MB of rows at a time, whatever the table's size. With half the space for young
 * objects, collecting them takes a fifth of the time for a batch; with twice as much nothing less.
 */
export const heapLimits = ['--max-semi-space-size=4', '--max-old-space-size=128'] as const
