// A track as a moving picture.
import { useEffect, useRef } from 'react'
import { classes } from '../../../ui/classes.ts'

type TrackVideoProps = {
  track: MediaStreamTrack
  isMirrored?: boolean
  /** cover cuts what does not fit; contain shows all of it. */
  fit?: 'cover' | 'contain'
  /** Told when the picture gets its size or another one. */
  onSize?: (size: { width: number; height: number }) => void
  className?: string
  /** What tests and the engine's measurements find it by. */
  marks?: { producerId?: string; source: string; personId: string }
}

export function TrackVideo({ track, isMirrored, fit = 'cover', onSize, className, marks }: TrackVideoProps) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const element = video.current
    if (!element) return
    element.srcObject = new MediaStream([track])
    // Autoplay of a muted element may still be refused in a tab that was never shown; then it plays when it is.
    void element.play().catch(() => {})
  }, [track])
  // Only when it goes: between two tracks the last picture stays.
  useEffect(() => {
    const element = video.current
    return () => {
      if (element) element.srcObject = null
    }
  }, [])
  return (
    <video
      ref={video}
      playsInline
      muted
      autoPlay
      aria-hidden
      tabIndex={-1}
      disablePictureInPicture
      data-producer-id={marks?.producerId}
      data-source={marks?.source}
      data-person-id={marks?.personId}
      onResize={({ currentTarget: { videoWidth: width, videoHeight: height } }) =>
        onSize?.({ width, height })
      }
      className={classes(
        'size-full',
        fit === 'cover' ? 'object-cover' : 'object-contain',
        isMirrored && '-scale-x-100',
        className,
      )}
    />
  )
}
