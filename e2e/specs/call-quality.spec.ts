// How calls went, as an admin sees it: charts that can be read by keyboard, the same as a table, and each call's seats.
import { randomUUID } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Workspace } from '../fixtures/workspace.ts'

type Seat = { personId: string; roundTripMs: number; lossDownPercent: number }

/** A call of half an hour that ended some hours ago. */
async function keepCall({ owner, sql }: Workspace, hoursAgo: number, seats: Seat[]) {
  const { joined } = await owner.call('channels.create', { kind: 'private', name: `talk-${hoursAgo}` })
  const id = randomUUID()
  const span = [
    new Date(Date.now() - (hoursAgo + 0.5) * 3_600_000),
    new Date(Date.now() - hoursAgo * 3_600_000),
  ]
  await sql(
    `INSERT INTO call (id, channel_id, started_by_id, started_at, ended_at, outcome) VALUES ($1, $2, $3, $4, $5, 'ended')`,
    [id, joined.channel.id, owner.personId, ...span],
  )
  for (const { personId, roundTripMs, lossDownPercent } of seats) {
    const measured = { joinMs: 300, roundTripMs, jitterMs: 2, lossUpPercent: 0, lossDownPercent, path: 'tcp' }
    const rest = {
      freezes: 0,
      freezeMs: 0,
      concealedPercent: 0,
      width: 1280,
      height: 720,
      framesPerSecond: 30,
    }
    const quality = { ...measured, ...rest, cpuLimitedPercent: 0, bandwidthLimitedPercent: 0 }
    await sql(
      'INSERT INTO call_seat (id, call_id, person_id, joined_at, left_at, quality) VALUES ($1, $2, $3, $4, $5, $6)',
      [randomUUID(), id, personId, ...span, JSON.stringify(quality)],
    )
  }
}

test('an admin reads charts and calls, also by keyboard; a member has no such tab', async ({ workspace }) => {
  const ada = await workspace.person('Ada Adler', 'admin')
  const bob = await workspace.person('Bob Braun')
  const [adaId, bobId] = [ada.client.personId, bob.client.personId]
  const { page } = ada
  await page.goto('/admin/calls')
  await expect(page.getByText('No calls in the last 30 days')).toBeVisible()

  await keepCall(workspace, 30, [
    { personId: adaId, roundTripMs: 40, lossDownPercent: 0 },
    { personId: bobId, roundTripMs: 60, lossDownPercent: 0 },
  ])
  await keepCall(workspace, 54, [
    { personId: adaId, roundTripMs: 20, lossDownPercent: 0 },
    { personId: bobId, roundTripMs: 20, lossDownPercent: 20 },
  ])
  await page.reload()
  const chart = page.getByRole('slider', { name: 'Round trip by day' })
  await chart.focus()
  const read = async () => (await chart.getAttribute('aria-valuetext')) ?? ''
  expect(await read()).toMatch(/Median –/)
  const seen: string[] = []
  for (let step = 0; step < 4; step += 1) {
    await page.keyboard.press('ArrowLeft')
    seen.push(await read())
  }
  expect(seen.join(' | ')).toContain('Median 50 ms, 95th percentile 59 ms')
  expect(seen.join(' | ')).toContain('Median 20 ms, 95th percentile 20 ms')

  const calls = page.locator('[data-call]')
  await expect(calls).toHaveCount(2)
  await expect(calls.nth(0)).toContainText('Good')
  await expect(calls.nth(1)).toContainText('Poor')
  await calls.nth(1).getByRole('button').press('Enter')
  const bobs = calls.nth(1).getByRole('row', { name: /Bob Braun/ })
  await expect(bobs).toContainText('packets lost')
  await expect(bobs).toContainText('TCP')

  await page.getByRole('button', { name: 'Show as table' }).click()
  await expect(page.getByRole('region', { name: 'Show as table' }).getByRole('row')).toHaveCount(4)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])

  await bob.page.goto('/admin/calls')
  await expect(bob.page.getByRole('tab', { name: 'Invitations' })).toBeVisible()
  await expect(bob.page.getByRole('tab', { name: 'Calls' })).toHaveCount(0)
})
