// How IT makes the files of a version, and which of them to bring.
import { ChevronRight } from 'lucide-react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { useTranslation } from 'react-i18next'

const commands = ['win', 'mac', 'linux'].map((system) => `npm run package -- ${system}`)
const folder = 'dist/packages'
const previewOption = '--channel preview'

export function HowTo({ isOpenAtFirst }: { isOpenAtFirst: boolean }) {
  const { t } = useTranslation('releases')
  return (
    // Anew once it is known whether a version is here.
    <Disclosure key={String(isOpenAtFirst)} className="group" defaultExpanded={isOpenAtFirst}>
      <Heading level={3}>
        <Button
          slot="trigger"
          className="flex items-center gap-1.5 rounded-md px-1.5 py-1 text-sm text-ink-soft data-hovered:bg-hover data-hovered:text-ink"
        >
          <ChevronRight
            size={15}
            aria-hidden
            className="text-ink-faint transition-transform group-data-expanded:rotate-90"
          />
          {t('how.title')}
        </Button>
      </Heading>
      <DisclosurePanel className="max-w-[40rem] pl-7 text-sm text-pretty text-ink-soft">
        <p className="pt-1">{t('how.make')}</p>
        <pre className="mt-1.5 overflow-x-auto rounded-md bg-sunken px-3 py-2 font-mono text-xs leading-5 text-ink select-text">
          {commands.join('\n')}
        </pre>
        <p className="mt-3">{t('how.bring', { folder })}</p>
        <ul className="mt-1 list-disc pl-5">
          <li>{t('how.installers')}</li>
          <li>{t('how.blockmaps')}</li>
          <li>{t('how.lists')}</li>
        </ul>
        <p className="mt-3">{t('how.preview', { option: previewOption })}</p>
      </DisclosurePanel>
    </Disclosure>
  )
}
