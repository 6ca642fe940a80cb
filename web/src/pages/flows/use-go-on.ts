import { useEffect } from 'react'
import { useLocation } from 'wouter'

/** Once a flow is made, its page is shown. */
export function useGoOn(saved: string | undefined): void {
  const [, navigate] = useLocation()
  useEffect(() => {
    if (saved !== undefined) navigate(`/flows/${encodeURIComponent(saved)}`)
  }, [saved, navigate])
}
