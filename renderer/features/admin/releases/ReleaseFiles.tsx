// The files that a release names, and whether the right ones are here.
import { useTranslation } from 'react-i18next'
import type { ReleaseView } from '../../../../contract/releases.ts'
import { classes } from '../../../ui/classes.ts'
import { sizeText } from '../../files/sizes.ts'
import { systemText } from './words.ts'

const inks = { there: 'text-good-ink', missing: 'text-warn-ink', different: 'text-danger-ink' }

export function ReleaseFiles({ release: { feed, version, files } }: { release: ReleaseView }) {
  const { t, i18n } = useTranslation('releases')
  return (
    <div className="overflow-x-auto pr-4 pb-3 pl-9">
      <table
        className="w-full border-collapse text-left text-sm"
        aria-label={t('filesOf', { system: systemText(t, feed), version })}
      >
        <thead>
          <tr className="border-b border-line text-xs text-ink-faint">
            {(['name', 'size', 'state'] as const).map((column) => (
              <th key={column} scope="col" className="py-1.5 pr-4 font-medium last:pr-0">
                {t(`file.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {files.map(({ name, size, state }) => (
            <tr key={name} className="border-b border-line last:border-0">
              <td className="w-full py-1.5 pr-4 break-all">{name}</td>
              <td className="py-1.5 pr-4 whitespace-nowrap text-ink-soft tabular-nums">
                {sizeText(size, i18n.language)}
              </td>
              <td className={classes('py-1.5 whitespace-nowrap', inks[state])}>{t(`file.${state}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
