// Accounts for other programs.
import { Bot, Ellipsis, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonView } from '../../../contract/people.ts'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { failureText } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuTrigger } from '../../ui/Menu.tsx'
import { Section } from '../../ui/Section.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { usePeople } from '../people/store.ts'
import { CreateBotDialog, type NewToken, TokenDialog } from './BotDialogs.tsx'
import { DeactivateDialog } from './DeactivateDialog.tsx'

export function BotsTab() {
  const { t } = useTranslation('admin')
  const [isMaking, setMaking] = useState(false)
  const [token, setToken] = useState<NewToken | null>(null)
  const bots = usePeople()
    .filter((person) => person.kind === 'bot')
    .sort((one, other) => Number(other.isActive) - Number(one.isActive) || one.name.localeCompare(other.name))

  return (
    <Section
      title={t('bots.title')}
      description={
        <>
          {t('bots.lead')}{' '}
          <a href="/api" target="_blank" rel="noreferrer">
            {t('bots.docs')}
          </a>
        </>
      }
      action={
        <Button variant="primary" icon={<Plus size={15} />} onPress={() => setMaking(true)}>
          {t('bots.new')}
        </Button>
      }
    >
      {bots.length === 0 ? (
        <EmptyState icon={<Bot size={22} />} title={t('bots.none')}>
          {t('bots.noneHint')}
        </EmptyState>
      ) : (
        <ul className="flex flex-col">
          {bots.map((bot) => (
            <BotRow key={bot.id} bot={bot} onToken={setToken} />
          ))}
        </ul>
      )}
      <CreateBotDialog
        isOpen={isMaking}
        onOpenChange={setMaking}
        onMade={(made) => {
          setMaking(false)
          setToken(made)
        }}
      />
      <TokenDialog made={token} onClose={() => setToken(null)} />
    </Section>
  )
}

function BotRow({ bot, onToken }: { bot: PersonView; onToken: (token: NewToken) => void }) {
  const { t } = useTranslation('admin')
  const [asking, setAsking] = useState<'renew' | 'deactivate' | null>(null)
  const reactivate = async () => {
    try {
      await call('people.reactivate', { personId: bot.id })
    } catch (error) {
      showToast({ tone: 'danger', title: failureText(t, error) })
    }
  }
  return (
    <li className="flex items-center gap-3 border-b border-line py-2 last:border-0">
      <Avatar name={bot.name} colourKey={bot.id} size={36} isBot isFaded={!bot.isActive} />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <span className="truncate font-medium">{bot.name}</span>
          {!bot.isActive && <Badge tone="warn">{t('people:deactivated')}</Badge>}
        </p>
        <p className="truncate text-sm text-ink-faint">{bot.title}</p>
      </div>
      <MenuTrigger>
        <IconButton label={t('more', { name: bot.name })} icon={<Ellipsis size={16} />} hasTooltip={false} />
        <Menu label={t('more', { name: bot.name })} placement="bottom end">
          {bot.isActive && <MenuItem onAction={() => setAsking('renew')}>{t('bots.renew')}</MenuItem>}
          {bot.isActive ? (
            <MenuItem isDestructive onAction={() => setAsking('deactivate')}>
              {t('people.deactivate')}
            </MenuItem>
          ) : (
            <MenuItem onAction={reactivate}>{t('people.reactivate')}</MenuItem>
          )}
        </Menu>
      </MenuTrigger>
      <ConfirmDialog
        isOpen={asking === 'renew'}
        onOpenChange={() => setAsking(null)}
        title={t('bots.renewTitle', { name: bot.name })}
        confirmLabel={t('bots.renewConfirm')}
        isDestructive
        onConfirm={async () => onToken(await call('bots.renewToken', { botId: bot.id }))}
      >
        {t('bots.renewBody')}
      </ConfirmDialog>
      <DeactivateDialog person={bot} isOpen={asking === 'deactivate'} onOpenChange={() => setAsking(null)} />
    </li>
  )
}
