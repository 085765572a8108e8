// Light, dark, or as the system has it.
import { useTranslation } from 'react-i18next'
import { setTheme, type Theme, useTheme } from '../../app/theme.ts'
import { classes } from '../../ui/classes.ts'
import { RadioCards } from '../../ui/RadioCards.tsx'
import { Section } from '../../ui/Section.tsx'

const themes: readonly Theme[] = ['system', 'light', 'dark']

export function AppearanceTab() {
  const { t } = useTranslation('settings')
  const theme = useTheme()
  return (
    <Section title={t('appearance.title')} description={t('appearance.lead')}>
      <RadioCards
        className="max-w-[36rem]"
        label={t('appearance.title')}
        hideLabel
        value={theme}
        onChange={setTheme}
        options={themes.map((id) => ({ id, label: t(`appearance.${id}`), picture: <Preview theme={id} /> }))}
      />
    </Section>
  )
}

/** A window in small. `color-scheme` on it alone gives it the colours of that theme. */
function Preview({ theme }: { theme: Theme }) {
  if (theme !== 'system') return <Half scheme={theme} className="w-full" />
  return (
    <span className="flex overflow-hidden">
      <Half scheme="light" className="w-1/2" />
      <Half scheme="dark" className="w-1/2" />
    </span>
  )
}

function Half({ scheme, className }: { scheme: 'light' | 'dark'; className: string }) {
  return (
    <span aria-hidden className={classes('flex h-24 bg-canvas', className)} style={{ colorScheme: scheme }}>
      <span className="flex w-1/3 flex-col gap-1.5 bg-sidebar p-2">
        <span className="h-1.5 w-3/4 rounded-full bg-line-strong" />
        <span className="h-2.5 rounded-xs bg-selected" />
        <span className="h-1.5 w-2/3 rounded-full bg-line-strong opacity-50" />
        <span className="h-1.5 w-3/4 rounded-full bg-line-strong opacity-50" />
      </span>
      <span className="flex flex-1 flex-col justify-end gap-1.5 border-l border-line p-2">
        <span className="h-1.5 w-2/3 rounded-full bg-ink-faint opacity-70" />
        <span className="h-1.5 w-5/6 rounded-full bg-ink-faint opacity-70" />
        <span className="h-4 rounded-sm border border-line bg-raised" />
      </span>
    </span>
  )
}
