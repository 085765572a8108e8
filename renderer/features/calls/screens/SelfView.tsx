// Oneself, as in a mirror where that is wanted; the own face from the address book without a camera.
import { useTranslation } from 'react-i18next'
import { Spinner } from '../../../ui/Spinner.tsx'
import { PersonAvatar } from '../../people/PersonAvatar.tsx'
import { useMe } from '../../people/store.ts'
import { preferencesStore } from '../devices/preferences.ts'
import { liveCallStore } from '../state.ts'
import { TrackVideo } from './TrackVideo.tsx'

export function SelfView() {
  const { t } = useTranslation('calls')
  const me = useMe()
  const track = liveCallStore(({ own }) => own.cameraTrack)
  const isComing = liveCallStore(({ own }) => own.isCameraOn && !own.cameraTrack && !own.cameraProblem)
  const isMirrored = preferencesStore((state) => state.isMirrored)
  if (track && me) {
    return (
      <TrackVideo
        key={track.id}
        track={track}
        isMirrored={isMirrored}
        className="animate-fade-in"
        marks={{ source: 'own', personId: me.person.id }}
      />
    )
  }
  return (
    <span className="flex size-full flex-col items-center justify-center gap-3 text-sm text-white/75">
      {me && <PersonAvatar personId={me.person.id} size={96} />}
      {isComing ? (
        <span className="flex items-center gap-2">
          <Spinner size={14} /> {t('self.coming')}
        </span>
      ) : (
        t('self.off')
      )}
    </span>
  )
}
