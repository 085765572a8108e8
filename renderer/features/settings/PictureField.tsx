// The own picture: choose, or drop one on it; made small here before it is sent.
import { useState } from 'react'
import { DropZone, FileTrigger } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { PersonView } from '../../../contract/people.ts'
import { useSubmit } from '../../app/submit.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { shrinkPicture } from './shrink-picture.ts'

const types = ['image/png', 'image/jpeg', 'image/webp', 'image/avif', 'image/gif']

export function PictureField({ person }: { person: PersonView }) {
  const { t } = useTranslation('settings')
  const form = useSubmit('people.setPicture')
  const [isUnreadable, setUnreadable] = useState(false)

  const take = async (file: Blob | undefined) => {
    if (!file) return
    setUnreadable(false)
    let picture: string
    try {
      picture = await shrinkPicture(file)
    } catch {
      setUnreadable(true)
      return
    }
    await form.submit({ picture })
  }
  const failure = isUnreadable ? t('picture.unreadable') : form.sentence

  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-4">
        <DropZone
          aria-label={t('picture.title')}
          getDropOperation={(dropped) => (types.some((type) => dropped.has(type)) ? 'copy' : 'cancel')}
          onDrop={async (event) => {
            const item = event.items.find((one) => one.kind === 'file')
            if (item?.kind === 'file') await take(await item.getFile())
          }}
          className="rounded-[18px] data-drop-target:outline-2 data-drop-target:outline-offset-2 data-drop-target:outline-accent"
        >
          <Avatar name={person.name} picture={person.picture} colourKey={person.id} size={96} />
        </DropZone>
        <div className="flex min-w-0 flex-col gap-2">
          <p className="max-w-[24rem] text-sm text-pretty text-ink-soft">{t('picture.lead')}</p>
          <div className="flex flex-wrap gap-2">
            <FileTrigger acceptedFileTypes={types} onSelect={(files) => void take(files?.[0])}>
              <Button size="sm" isPending={form.isRunning}>
                {t(person.picture ? 'picture.change' : 'picture.choose')}
              </Button>
            </FileTrigger>
            {person.picture && (
              <Button
                size="sm"
                variant="ghost"
                isDisabled={form.isRunning}
                onPress={() => form.submit({ picture: null })}
              >
                {t('picture.remove')}
              </Button>
            )}
          </div>
        </div>
      </div>
      {failure && <Banner tone="danger">{failure}</Banner>}
    </div>
  )
}
