import { useEffect, useRef } from 'react'

/** What stands for itself, whoever is typing. */
const fields = 'input, textarea, select, [contenteditable], [role=dialog], [role=menu]'

/** Keys of a page, as long as nobody types into a field. `Ctrl+k` is named so. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const newest = useRef(keys)
  useEffect(() => {
    newest.current = keys
  })
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const name = event.ctrlKey || event.metaKey ? `Ctrl+${event.key}` : event.key
      const act = newest.current[name]
      const isTyping = event.target instanceof Element && event.target.closest(fields) !== null
      if (act === undefined || event.altKey || (isTyping && !/^(?:Ctrl\+|F\d)/u.test(name))) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}
