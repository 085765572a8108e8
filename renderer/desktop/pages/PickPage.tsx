// Which screen or window is shared: pictures of all of them, and nothing leaves this window but the choice.
import { AppWindow, Monitor } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PickView } from '../../../contract/desktop-views.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { PickList } from './PickList.tsx'
import { ask } from './use-told.ts'

type Source = PickView['sources'][number]

export function PickPage() {
  const { t } = useTranslation('desktop')
  const [view, setView] = useState<PickView | null>(null)
  const [kind, setKind] = useState<Source['kind']>('screen')
  const [chosen, setChosen] = useState<string | null>(null)
  const [withSound, setWithSound] = useState(false)
  useEffect(() => {
    document.title = t('pick.title')
    void ask('pick.read', {}).then((told) => {
      setView(told)
      setChosen(told.sources[0]?.id ?? null)
    })
  }, [t])
  // Before the list takes it for itself.
  useEffect(() => {
    const giveUp = (event: KeyboardEvent) => {
      if (event.key === 'Escape') void ask('pick.choose', { id: null, withSound: false })
    }
    window.addEventListener('keydown', giveUp, { capture: true })
    return () => window.removeEventListener('keydown', giveUp, { capture: true })
  }, [])
  if (!view) return null
  const share = (id: string | null) => void ask('pick.choose', { id, withSound })
  const listOf = (kind: Source['kind']) => (
    <PickList
      label={t(`pick.${kind}s`)}
      sources={view.sources.filter((source) => source.kind === kind)}
      chosen={chosen}
      onChoose={setChosen}
      onShare={share}
    />
  )
  return (
    <main className="flex h-screen flex-col bg-canvas p-5 text-ink">
      <h1 className="text-lg font-semibold">{t('pick.title')}</h1>
      <div className="mt-3 min-h-0 flex-1">
        <Tabs
          label={t('pick.title')}
          className="h-full"
          listClassName="px-1"
          selected={kind}
          onChange={setKind}
          tabs={[
            {
              id: 'screen',
              label: t('pick.screens'),
              icon: <Monitor size={15} />,
              content: listOf('screen'),
            },
            {
              id: 'window',
              label: t('pick.windows'),
              icon: <AppWindow size={15} />,
              content: listOf('window'),
            },
          ]}
        />
      </div>
      <div className="mt-4 flex items-center gap-2">
        {view.canShareSound && (
          <Checkbox isSelected={withSound} onChange={setWithSound}>
            {t('pick.sound')}
          </Checkbox>
        )}
        <span className="flex-1" />
        <Button size="lg" onPress={() => share(null)}>
          {t('cancel')}
        </Button>
        <Button variant="primary" size="lg" isDisabled={chosen === null} onPress={() => share(chosen)}>
          {t('pick.share')}
        </Button>
      </div>
    </main>
  )
}
