// The files of a message that is being written, and what was wrong with those that could not be added.
import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { DraftKey } from '../../../data/database.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { sizeText } from '../sizes.ts'
import { cancelUpload } from '../uploads/current.ts'
import type { Upload } from '../uploads/state.ts'
import { UploadChip } from '../uploads/UploadChip.tsx'
import { useDraftUploads } from './draft-uploads.ts'
import { type Problem, problemsStore, sayProblems } from './problems.ts'

type ComposerFilesProps = { place: DraftKey; onRemoved: () => void }

export function ComposerFiles({ place, onRemoved }: ComposerFilesProps) {
  const { t } = useTranslation('files')
  const uploads = useDraftUploads(place)
  const problems = problemsStore((state) => state.problems.get(place))
  const remove = (upload: Upload) => {
    cancelUpload(upload.id)
    sayProblems(place, [])
    // The button that was pressed is gone: the focus goes where one writes.
    onRemoved()
  }
  return (
    <>
      {problems && <Problems problems={problems} onClose={() => sayProblems(place, [])} />}
      {uploads.length > 0 && (
        <ul aria-label={t('composer.files')} className="flex max-h-44 flex-wrap gap-2 overflow-y-auto py-1">
          {uploads.map((upload) => (
            <UploadChip key={upload.id} upload={upload} onRemove={() => remove(upload)} />
          ))}
        </ul>
      )}
    </>
  )
}

function Problems({ problems, onClose }: { problems: Problem[]; onClose: () => void }) {
  const { t } = useTranslation('files')
  return (
    <Banner
      tone="danger"
      className="my-1"
      action={
        <IconButton size="xs" label={t('composer.closeProblems')} icon={<X size={14} />} onPress={onClose} />
      }
    >
      {problems.map((problem) => (
        <p key={problem.kind}>
          <ProblemText problem={problem} />
        </p>
      ))}
    </Banner>
  )
}

function ProblemText({ problem }: { problem: Problem }) {
  const { t, i18n } = useTranslation('files')
  const list = new Intl.ListFormat(i18n.language)
  const size = (bytes: number) => sizeText(bytes, i18n.language)
  switch (problem.kind) {
    case 'tooMany':
      return t('problem.tooMany', { limit: problem.limit, count: problem.left })
    case 'tooLarge':
      return t('problem.tooLarge', {
        names: list.format(problem.names),
        limit: size(problem.limit),
        count: problem.names.length,
      })
    case 'empty':
      return t('problem.empty', { names: list.format(problem.names), count: problem.names.length })
    case 'full':
      return t('problem.full', { left: size(problem.left) })
    case 'folder':
      return t('problem.folder')
    case 'blocked':
      return t('problem.blocked')
  }
}
