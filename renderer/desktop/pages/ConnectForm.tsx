// Asks for the address of a server.
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CoverView } from '../../../contract/desktop-views.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { ask } from './use-told.ts'

export function ConnectForm({ cover, canGoBack }: { cover: CoverView; canGoBack: boolean }) {
  const { t } = useTranslation('desktop')
  const told = 'address' in cover ? cover.address : ''
  const [address, setAddress] = useState(told)
  // A link may bring an address while the form stands.
  useEffect(() => {
    if (told !== '') setAddress(told)
  }, [told])
  const isConnecting = cover.kind === 'connecting'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void ask('servers.connect', { address })
  }
  return (
    <form onSubmit={submit} className="mt-5">
      <TextField
        label={t('connect.address')}
        description={t('connect.hint')}
        placeholder="chat.example.com"
        size="lg"
        inputMode="url"
        autoComplete="off"
        spellCheck="false"
        autoFocus
        maxLength={300}
        value={address}
        onChange={setAddress}
      />
      <div className="mt-5 flex gap-2">
        <Button type="submit" variant="primary" size="lg" isPending={isConnecting}>
          {t(isConnecting ? 'connect.going' : 'connect.go')}
        </Button>
        {(canGoBack || isConnecting) && (
          <Button size="lg" onPress={() => void ask('servers.cancelAdding', {})}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </form>
  )
}
