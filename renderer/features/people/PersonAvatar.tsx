// A person's picture by id, with their presence when asked for.
import type { PersonId } from '../../../contract/ids.ts'
import { Avatar, type AvatarProps } from '../../ui/Avatar.tsx'
import { useDoNotDisturb } from '../notifications/use-do-not-disturb.ts'
import { usePresence } from '../presence/store.ts'
import { usePerson } from './store.ts'

export type PersonAvatarProps = {
  personId: PersonId
  size?: AvatarProps['size']
  hasPresence?: boolean
  className?: string
}

export function PersonAvatar({ hasPresence, ...rest }: PersonAvatarProps) {
  return hasPresence ? <WithPresence {...rest} /> : <Plain {...rest} />
}

// A component of its own: only those who show presence ask the server for it.
function WithPresence(props: Omit<PersonAvatarProps, 'hasPresence'>) {
  const presence = usePresence(props.personId)
  const person = usePerson(props.personId)
  const isQuiet = useDoNotDisturb(person) !== null
  const shown = person?.kind === 'person' && person.isActive ? presence : undefined
  return <Plain {...props} presence={shown} isQuiet={isQuiet} />
}

function Plain({
  personId,
  size,
  presence,
  isQuiet,
  className,
}: Omit<PersonAvatarProps, 'hasPresence'> & Pick<AvatarProps, 'presence' | 'isQuiet'>) {
  const person = usePerson(personId)
  return (
    <Avatar
      name={person?.name ?? '?'}
      picture={person?.picture}
      colourKey={personId}
      isBot={person?.kind === 'bot'}
      isFaded={person?.isActive === false}
      size={size}
      presence={presence}
      isQuiet={isQuiet}
      className={className}
    />
  )
}
