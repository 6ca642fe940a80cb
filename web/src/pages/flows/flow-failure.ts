import type { ApiError } from '../../../../src/entry/api/contract.ts'
import type { ApiFailure } from '../../api/client.ts'

/** Faults that speak of one field, without its name. */
const fields: Readonly<Record<string, string>> = {
  'flow-exists': 'name',
  'flow-kind-taken': 'kind',
  'calendar-unknown': 'timetable.calendar',
  'folder-unreachable': 'folder.path',
}

/** What a failure says, at its field. */
export function saidOfFailure(failure: ApiFailure | null): readonly ApiError[] {
  if (failure === null) return []
  return saidOf([failure.said])
}

export function saidOf(all: readonly ApiError[]): readonly ApiError[] {
  return all.map(withField)
}

function withField(said: ApiError): ApiError {
  const field = fields[said.name] ?? said.field
  return field === undefined ? said : { ...said, field }
}
