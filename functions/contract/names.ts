/** Drydock only ever deletes resources with this name prefix and tag. */
export const namePrefix = 'drydock'
export const tagKeys = {
  managedBy: 'drydock:managed-by',
  environment: 'drydock:environment',
  runId: 'drydock:run-id',
  source: 'drydock:source',
  deleteAfter: 'drydock:delete-after',
  outcome: 'drydock:outcome',
} as const
export const managedBy = 'drydock'
