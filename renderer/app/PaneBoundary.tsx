// Keeps a crash inside its pane: the others go on, and this one can be tried again.
import { Bomb } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

export type PaneBoundaryProps = {
  children: ReactNode
  /** A new value (the address, say) tries again by itself. */
  resetKey?: string
}

type State = { error: unknown; resetKey: string | undefined }

export class PaneBoundary extends Component<PaneBoundaryProps, State> {
  override state: State = { error: null, resetKey: this.props.resetKey }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error ?? new Error('unknown') }
  }

  static getDerivedStateFromProps(props: PaneBoundaryProps, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { error: null, resetKey: props.resetKey }
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return <Crashed error={this.state.error} onRetry={() => this.setState({ error: null })} />
  }
}

function Crashed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation()
  return (
    <div className="flex h-full flex-col justify-center overflow-y-auto" role="alert">
      <EmptyState
        icon={<Bomb size={22} />}
        title={t('boundary.title')}
        action={
          <>
            <Button variant="primary" onPress={onRetry}>
              {t('boundary.retry')}
            </Button>
            <Button onPress={() => window.location.reload()}>{t('boundary.reload')}</Button>
          </>
        }
      >
        <p>{t('boundary.body')}</p>
        <details className="mt-3 text-left text-sm">
          <summary className="cursor-default text-center text-ink-faint">{t('boundary.details')}</summary>
          <pre className="mt-2 max-h-40 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs whitespace-pre-wrap">
            {error instanceof Error ? (error.stack ?? error.message) : String(error)}
          </pre>
        </details>
      </EmptyState>
    </div>
  )
}
