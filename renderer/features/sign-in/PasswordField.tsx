// A password, with a button to see what was typed.
import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/IconButton.tsx'
import { TextField, type TextFieldProps } from '../../ui/TextField.tsx'

export type PasswordFieldProps = Omit<TextFieldProps, 'type' | 'suffix' | 'autoComplete'> & {
  /** Tells password managers whether to fill in or to propose. */
  purpose: 'current' | 'new'
}

export function PasswordField({ purpose, ...rest }: PasswordFieldProps) {
  const { t } = useTranslation('sign-in')
  const [isShown, setShown] = useState(false)
  return (
    <TextField
      {...rest}
      type={isShown ? 'text' : 'password'}
      autoComplete={`${purpose}-password`}
      spellCheck="false"
      autoCorrect="off"
      suffix={
        <IconButton
          label={isShown ? t('hidePassword') : t('showPassword')}
          icon={isShown ? <EyeOff size={15} /> : <Eye size={15} />}
          size="xs"
          onPress={() => setShown(!isShown)}
        />
      }
    />
  )
}
