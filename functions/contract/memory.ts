/**
 * How much memory a function that works on rows lets V8 take: left to itself it takes three times what it needs. A step
 * looks at a few MB of rows at a time, whatever the table's size.
 */
export const heapLimits = ['--max-semi-space-size=2', '--max-old-space-size=128'] as const
