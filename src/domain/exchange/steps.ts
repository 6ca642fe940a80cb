/**
 * The steps between which a crash must lose nothing, in the order of the work.
 *
 * They are reported to {@link Steps} as they are reached: for the trace log, and
 * for the campaign that kills the process at each of them.
 */
export const stepNames = [
  // send: a file becomes a document in the outbox, then one or more Puts
  'outbox.payload-synced',
  'outbox.payload-published',
  'outbox.document-kept',
  'put.attempt-begun',
  'put.sending',
  'put.half-sent',
  'put.sent',
  'put.answered',
  'put.state-saved',
  // receive: Get, keep, Confirm, hand over
  'get.attempt-begun',
  'get.sent',
  'get.receiving',
  'get.answer-whole',
  'get.payload-synced',
  'get.payload-published',
  'get.document-kept',
  'confirm.attempt-begun',
  'confirm.sent',
  'confirm.answered',
  'confirm.state-saved',
  'hand-over.written',
  'hand-over.promised',
  'hand-over.renamed',
  'hand-over.saved',
  // serve: the same, seen from the server
  'serve.authenticated',
  'serve-put.receiving',
  'serve-put.request-whole',
  'serve-put.payload-synced',
  'serve-put.payload-published',
  'serve-put.document-kept',
  'serve-put.answered',
  'serve-get.chosen',
  'serve-get.half-sent',
  'serve-get.answered',
  'serve-confirm.received',
  'serve-confirm.state-saved',
  'serve-confirm.answered',
] as const

export type StepName = (typeof stepNames)[number]

/** Is told of each step as it is reached. */
export interface Steps {
  reached(step: StepName): void
}

export const noSteps: Steps = { reached: () => undefined }
