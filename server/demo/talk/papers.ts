// The papers that are sent about, by their names.

const nights = [
  ['2026-11-09', 'Sonnenwinkel', -1.4, -1.1, true],
  ['2026-11-09', 'Serres du Lac', 0.6, 0.9, true],
  ['2026-11-10', 'Sonnenwinkel', -2.8, -2.2, true],
  ['2026-11-10', 'Orchard Hill', 1.2, -0.3, false],
  ['2026-11-11', 'Orchard Hill', -0.4, -0.6, true],
  ['2026-11-12', 'Serres du Lac', -3.1, -3.4, true],
]

export const papers: Record<string, string> = {
  'restore-exercise.md': `# Restore exercise

Aim: a running Hub from last night's copy, in less than thirty minutes, by somebody who has never done it.

1. Take the printed version. The screen may be what is broken.
2. Fetch last night's copy and compare its checksum.
3. Start an empty server. *Do not* start the Hub on it yet.
4. Open the copy with the **second** key. The first one is in the safe, the second one is not in the same safe.
5. Restore, then start the Hub, then look at bed 3.
6. Write down how long it took, and what was missing on this page.

| When   | Who    | Minutes | What was missing      |
| ------ | ------ | ------- | --------------------- |
| spring | Daniel | 48      | where the copy lies   |
| summer | Kofi   | 31      | which key             |
| autumn | Marek  | 26      | that step 4 has a key |
`,
  'frost-alarm-nights.csv': [
    'night,farm,forecast_celsius,measured_celsius,right',
    ...nights.map((night) => night.join(',')),
    '',
  ].join('\n'),
  'frost-mail.txt': `Subject: Tonight it gets cold

Good evening,

your beds 1 to 4 will see frost between four and seven. The fleece you put on last time was enough.

You get this because you switched on the frost alarm. It never wakes you for less than minus one.

Good night, and warm leaves
Tautropf
`,
  'roles.ts': `/** What somebody may do on a farm. An end date on any of them covers the season. */
export type Role = 'owner' | 'grower' | 'apprentice'

const mayInvite: Record<Role, readonly Role[]> = {
  owner: ['owner', 'grower', 'apprentice'],
  grower: ['apprentice'],
  // Not even another apprentice.
  apprentice: [],
}

export const canInvite = (role: Role, other: Role): boolean => mayInvite[role].includes(other)
`,
}
