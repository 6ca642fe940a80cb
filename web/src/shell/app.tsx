import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Router } from 'wouter'
import { ErrorBoundary } from '../parts/error-boundary.tsx'
import { Frame } from './frame.tsx'
import { useGuardedLocation } from './guarded-location.ts'
import { queryClient } from './query-client.ts'
import { schemeManager } from './scheme.ts'
import { SessionGate } from './session-gate.tsx'
import { theme } from './theme.ts'
import { UnsavedDialog } from './unsaved-dialog.tsx'

/** The whole console. Styles come from files alone: the page's policy allows no inline ones. */
export function App(): ReactNode {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={schemeManager}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queryClient}>
        <ErrorBoundary>
          <Router hook={useGuardedLocation}>
            <SessionGate>
              <Frame />
            </SessionGate>
            <UnsavedDialog />
          </Router>
        </ErrorBoundary>
      </QueryClientProvider>
    </MantineProvider>
  )
}
