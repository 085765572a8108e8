// The way to the call doctor from wherever something does not work.
import { Stethoscope } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { paths } from '../../../app/paths.ts'
import { Button } from '../../../ui/Button.tsx'

export function DoctorButton({ size = 'md' }: { size?: 'sm' | 'md' }) {
  const { t } = useTranslation('calls')
  const [, navigate] = useLocation()
  return (
    <Button
      size={size}
      variant="ghost"
      icon={<Stethoscope size={15} />}
      onPress={() => navigate(paths.callDoctor)}
      className="text-current"
    >
      {t('findOut')}
    </Button>
  )
}
