// The workspace's own name.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSubmit } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { useWorkspace } from '../people/store.ts'
import { MailSection } from './MailSection.tsx'

export function WorkspaceTab() {
  const { t } = useTranslation('admin')
  const workspace = useWorkspace()
  return (
    <>
      <Section title={t('workspace.title')} description={t('workspace.lead')}>
        {/* A name changed elsewhere starts the form afresh. */}
        {workspace && <RenameForm key={workspace.name} current={workspace.name} />}
      </Section>
      <MailSection />
    </>
  )
}

function RenameForm({ current }: { current: string }) {
  const { t } = useTranslation('admin')
  const [name, setName] = useState(current)
  const form = useSubmit('workspace.rename', ['name'])
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (await form.submit({ name })) showToast({ tone: 'good', title: t('workspace.saved') })
  }
  return (
    <form onSubmit={save} className="flex max-w-[24rem] flex-col gap-4" noValidate>
      {form.sentence && <Banner tone="danger">{form.sentence}</Banner>}
      <TextField
        label={t('workspace.name')}
        maxLength={80}
        isRequired
        value={name}
        onChange={setName}
        error={form.errorOf('name')}
      />
      <Button
        type="submit"
        variant="primary"
        className="self-start"
        isPending={form.isRunning}
        isDisabled={!name.trim() || name === current || form.isWaiting}
      >
        {t('workspace.save')}
      </Button>
    </form>
  )
}
