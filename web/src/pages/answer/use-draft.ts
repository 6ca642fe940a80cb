import { useEffect, useState } from 'react'
import { emptyDraft, type Draft } from './told-lines.ts'

/** What is typed outlives a reload: it is kept in the browser, under the order's id. */
export function useDraft(id: string): [Draft, (next: Draft) => void, () => void] {
  const key = `hikyaku.answer.${id}`
  const [draft, setDraft] = useState(() => remembered(key))
  useEffect(() => remember(key, draft), [key, draft])
  return [draft, setDraft, () => setDraft(emptyDraft)]
}

function remembered(key: string): Draft {
  try {
    const { lines = {}, done = [] } = JSON.parse(
      localStorage.getItem(key) ?? '{}',
    ) as Partial<Draft>
    return { lines, done }
  } catch {
    return emptyDraft
  }
}

function remember(key: string, draft: Draft): void {
  try {
    if (draft.done.length === 0 && Object.keys(draft.lines).length === 0)
      localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // Storage is switched off or full: it holds until the page is closed.
  }
}
