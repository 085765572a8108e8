// The mark: a nucleus and what circles it.

export type LogoProps = { size?: number; className?: string }

export function Logo({ size = 24, className }: LogoProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden className={className}>
      <ellipse
        cx="16"
        cy="16"
        rx="13.2"
        ry="6.2"
        transform="rotate(-38 16 16)"
        stroke="var(--color-accent)"
        strokeOpacity="0.45"
        strokeWidth="2"
      />
      <circle cx="16" cy="16" r="5" fill="var(--color-accent)" />
      <circle
        cx="25.9"
        cy="7.4"
        r="3"
        fill="var(--color-accent)"
        stroke="var(--logo-ground, transparent)"
        strokeWidth="1"
      />
    </svg>
  )
}
