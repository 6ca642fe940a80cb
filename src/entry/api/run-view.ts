import type { Run } from '../../station/index.ts'
import type { Said } from './call.ts'
import type { RunView } from './contract.ts'
import { saidFailure, saidFault } from './views.ts'

/** A run, for who follows it. */
export function runView(run: Run): Said<RunView> {
  const { stages, documents, faults, failure, ...rest } = run
  return {
    ...rest,
    stages: stages.map(({ fault, ...stage }) => ({
      ...stage,
      ...(fault === undefined ? {} : { fault: saidFailure(fault) }),
    })),
    documents: documents.map(({ document, outcome }) => ({
      id: document.id,
      documentType: document.documentType,
      bytes: (document.content ?? document.wire).bytes,
      outcome,
    })),
    faults: faults.map((fault) => ({ id: fault.id, ...saidFault(fault) })),
    ...(failure === undefined ? {} : { failure: saidFailure(failure) }),
  }
}
