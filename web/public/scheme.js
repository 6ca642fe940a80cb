// Before the first paint, so that a dark screen does not flash white.
{
  let chosen = null
  try {
    chosen = localStorage.getItem('hikyaku.scheme')
  } catch {
    // Storage is switched off: the system's choice holds.
  }
  const dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
}
