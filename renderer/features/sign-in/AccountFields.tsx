// What a new account needs: name, e-mail, password.
import { useTranslation } from 'react-i18next'
import { TextField } from '../../ui/TextField.tsx'
import { PasswordField } from './PasswordField.tsx'

export type Account = { name: string; email: string; password: string }
export const accountFields = ['name', 'email', 'password'] as const

export type AccountFieldsProps = {
  account: Account
  onChange: (account: Account) => void
  errorOf: (field: string) => string | undefined
  autoFocus?: boolean
}

export function AccountFields({ account, onChange, errorOf, autoFocus }: AccountFieldsProps) {
  const { t } = useTranslation('sign-in')
  const set = (field: keyof Account) => (value: string) => onChange({ ...account, [field]: value })
  return (
    <>
      <TextField
        label={t('name')}
        description={t('nameHint')}
        size="lg"
        autoComplete="name"
        maxLength={80}
        isRequired
        autoFocus={autoFocus}
        value={account.name}
        onChange={set('name')}
        error={errorOf('name')}
      />
      <TextField
        label={t('email')}
        size="lg"
        type="email"
        inputMode="email"
        autoComplete="username"
        isRequired
        value={account.email}
        onChange={set('email')}
        error={errorOf('email')}
      />
      <PasswordField
        label={t('newPassword')}
        description={t('passwordHint')}
        size="lg"
        purpose="new"
        isRequired
        value={account.password}
        onChange={set('password')}
        error={errorOf('password')}
      />
    </>
  )
}
