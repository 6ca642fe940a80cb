import { useEffect } from 'react'
import { useLocation } from 'wouter'

/** Once a flow is saved, the page shows it: under its new name if it has one. */
export function useGoOn(
  saved: string | undefined,
  name: string | undefined,
  close: (() => void) | undefined,
): void {
  const [, navigate] = useLocation()
  useEffect(() => {
    if (saved === undefined) return
    if (saved === name) close?.()
    else navigate(`/flows/${encodeURIComponent(saved)}`)
  }, [saved, name, close, navigate])
}
