import { Component, type ReactNode } from 'react'
import { say } from '../words/i18n.ts'

/** A defect of the page must not leave the screen white. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <div className="page" role="alert">
        <h1>{say('error.page')}</h1>
        <p>{say('error.strange-remedy')}</p>
        <a href="/">{say('nav.home')}</a>
      </div>
    )
  }
}
