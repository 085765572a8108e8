import { composer, conversation, makeChannel, message, openChannel, timeline, unique, write } from '../fixtures/chat.ts'
import { pick, picture } from '../fixtures/files.ts'
import { expect, test } from '../fixtures/workspace.ts'
test('zoom', async ({ workspace }) => {
  const anna = await workspace.person(unique('anna'))
  const room = await makeChannel(workspace, [anna])
  const { page } = anna
  await openChannel(page, room.name)
  await pick(conversation(page), [await picture('one.png', { width: 1150, height: 700 })])
  await write(composer(page), 'x')
  await page.getByRole('button', { name: 'Open one.png' }).click()
  await page.waitForTimeout(1500)
  const look = () => page.evaluate(() => { const b = [...document.querySelectorAll('[role=dialog] div')].find((d) => getComputedStyle(d).overflowX === 'auto') as HTMLElement; return [b.scrollLeft, b.scrollTop, b.scrollWidth, b.clientWidth, b.className] })
  console.log(await look())
  for (let i = 0; i < 3; i++) { await page.keyboard.press('+'); console.log(await look()); await page.waitForTimeout(300); console.log(await look()) }
})
