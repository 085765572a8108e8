// #engineering: how it is built, and what was learned on the way.
import { talk } from '../parse-talk.ts'

export const engineering = talk`
# engineering 69 09:40
daniel: Ground rules for the new place. Code goes into fences with a language, so that it is readable:

  ´´´ts
  type Reading = { bedId: string; at: Date; moisture: number }

  export const isDry = ({ moisture }: Reading, mark: number) => moisture < mark
  ´´´

  Stack traces longer than ten lines go into a thread. Screenshots of code go into the sea.
+ 🌊 greta oskar kofi 👍 marek priya

# engineering 66 10:30
greta: The list of beds re-renders 400 times when a Hub wakes up. Found it:

  ´´´diff
  - const beds = useStore((state) => state.beds.filter((bed) => bed.farmId === farmId))
  + const beds = useStore(selectBedsOf(farmId), shallow)
  ´´´

  Now it is once. The phone of my mother can breathe again.
+ 🚀 oskar daniel priya ❤️ carla
oskar> Same bug in the app, I am stealing this.
greta> Steal away.

# engineering 62 14:10
kofi: The daily roll-up took 11 minutes because of me. Before and after:

  ´´´sql
  -- before: one look-up per bed and day
  SELECT avg(moisture) FROM reading WHERE bed_id = $1 AND at::date = $2;

  -- after: one pass, with an index on (bed_id, at)
  SELECT bed_id, date_trunc('day', at) AS day, avg(moisture) AS mean,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY moisture) AS median
  FROM reading
  WHERE at >= now() - interval '1 day'
  GROUP BY 1, 2;
  ´´´

  11 min → **4.2 s**. The cast to ´date´ had switched the index off.
+ 🤯 daniel greta 👏 marek bob
daniel> Please write that up for the handbook. We make this mistake once a year.
kofi> Done, under *Things an index can not see through*.

# engineering 57 08:20
haruka: Sleep current of the new board: 1.9 µA. Target was 3 µA. The trick is to switch off the pull-ups *before* sleeping:

  ´´´c
  static void sleep_until(uint32_t wake_at)
  {
      gpio_pullups_off(SENSOR_PINS);   /* 4.1 uA each, all night long */
      rtc_set_alarm(wake_at);
      __DSB();
      __WFI();
      gpio_pullups_on(SENSOR_PINS);
  }
  ´´´
+ 🔋 jonas nadia daniel
jonas: 1.9! That is 3.4 years on one cell, with margin for cold.
haruka> 2 年間の夢でした 😊
viktor: I measured it again with the good meter: 1.87 µA. The bad meter said 12, which is why we have a good meter.
+ 😂 jonas haruka

# engineering 53 11:15
oskar: Question: do we retry a failed upload in the app, or does the Hub do it?
daniel: The Hub. The app is a window, not a courier.
oskar> And if the Hub is off?
daniel> Then the sensor keeps 60 days. Nothing is lost, it only comes late.
oskar>> For the record: **the app never retries readings**, it shows how old they are. I delete 600 lines.
+ 🎉 daniel priya greta 🧹 kofi

# engineering 48 15:00
priya: The end-to-end tests fail one time in nine, always the same: ´expected 3 beds, found 2´. Not a product bug, I think, the test does not wait for the third leaf.
daniel: "It does not wait" is sometimes also a product bug. Does the user see a moment with two?
priya> …yes. For about 200 ms.
greta> Mine. The list is drawn before the names are there. Fix is on its way.
priya>> 300 runs in a row are green now. Flaky tests are letters from the future ✉️
+ 💌 greta daniel

# engineering 42 10:20
sam: Hello! First question as promised. The read-me says ´make up´, and my machine says:

  ´´´
  $ make up
  ✗ port 5432 is in use by another program
  ´´´
marek> You have a Postgres of your own running. ´sudo systemctl stop postgresql´, or set ´PORT_DB=5433´.
sam> It works! Is that written somewhere?
marek> It is now your first pull request 😇
sam> Challenge accepted.
+ 🎻 daniel greta marek

# engineering 39 13:30
sam: My first change is live 🥹 The error message now says *which* program and how to stop it.
+ 🎉 marek daniel bob greta kofi oskar priya 👏 alice
alice: Everybody's first change should be a better error message.

# engineering 35 09:50
daniel: Plan for moving readings into partitions, one per month. Steps, each can be undone:

  1. new table beside the old one, writes go to both
  2. copy back in the night, month by month
  3. compare counts and checksums
  4. reads switch over, per farm
  5. two weeks later: drop the old one

  Who sees a hole?
+ 👀 kofi marek sam
kofi: 3: compare sums too, not only counts. I was bitten before.
marek: 2: throttle it by replication lag, not by the clock.
sam: What happens to a reading that arrives *during* step 4 for a farm?
daniel> It is in both tables, so nothing. But you looked in the right place. Keep doing that.
+ 💪 sam
daniel: Updated with sums and lag. We start tomorrow night.

# engineering 30 16:10
daniel: Partitions: 412 of 412 farms read from the new table. Oldest query went from 2.3 s to **38 ms**.
+ 🚀 kofi marek alice greta bob 🎉 nadia sam
kofi: Sums are equal to the last digit. I checked three times because I did not believe it.

# engineering 26 10:40
oskar: Does anyone know why Android kills our scan after exactly 30 minutes?
haruka: It is the system, not us: long scans become "opportunistic". Restart it before, every 25 minutes.

  ´´´kotlin
  private val restartEvery = 25.minutes

  private fun keepScanning() = scope.launch {
      while (isActive) {
          scanner.restart()
          delay(restartEvery)
      }
  }
  ´´´
oskar> You write Kotlin?!
haruka> Only when nobody looks.
+ 😂 oskar greta daniel

# engineering 24 11:30
daniel: Found @priya's "yesterday's value". The Hub answered with ´Cache-Control: max-age=900´ since forever, and nobody saw it because nobody updated Hubs at noon.

  ´´´python
  @route('/beds/<bed_id>/latest')
  def latest(bed_id):
      response.set_header('Cache-Control', 'no-store')  # it is called "latest" for a reason
      return store.latest(bed_id)
  ´´´
+ 🕵️ priya marek

# engineering 19 14:45
marek: Load of launch day, for the diary: 94 requests/s at the peak, 3 % CPU. We were prepared for a hundred times that, and I regret nothing.
+ 🧘 bob daniel 😂 nadia

# engineering 16 09:30
sam: Is there a reason that we store the time zone per *user* and not per *farm*?
daniel> History. One farm had one user.
sam> A grower in Portugal with a manager in Poland gets the morning summary at the wrong hour.
daniel>> Sam is right. We move the zone to the farm. Sam writes the migration, I hold the ladder.
+ 🪜 sam marek kofi 👏 nadia

# engineering 13 15:20
sam: Migration is in review. The part I am least sure about:

  ´´´sql
  ALTER TABLE farm ADD COLUMN time_zone text;

  UPDATE farm f SET time_zone = (
    SELECT u.time_zone FROM user_account u
    WHERE u.farm_id = f.id
    GROUP BY 1 ORDER BY count(*) DESC, min(u.created_at) LIMIT 1
  );

  ALTER TABLE farm ALTER COLUMN time_zone SET NOT NULL;
  ´´´

  What if a farm has no users?
kofi> There are 3 of those, all test farms. Set them to UTC explicitly and the NOT NULL holds.
daniel> And do the last step in a second release, so that the old code can still write.
sam>> Both done. Rehearsed on last night's copy: 0.8 s, no locks longer than 40 ms.
+ ✅ daniel marek kofi

# engineering 9 10:15
priya: I broke the frost alarm with a clock that jumps back by one hour. It warned twice.
kofi: Daylight saving. My old enemy.
kofi> Fixed: everything inside is UTC, only the sentence is local. There is a test with your name on it: ´test_priya_turns_back_the_clock´.
+ 😂 priya daniel haruka ⏰ oskar

# engineering 7 11:00
greta: Bundle of the web app after the clean-up: **412 KB → 188 KB**. The largest thing we removed was a library for *one* date format.
+ 📉 oskar daniel carla 🎉 priya
daniel: Which one?
greta> "3 minutes ago". The browser has been able to do that for years:

  ´´´ts
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
  words.format(-3, 'minute') // "3 minutes ago"
  ´´´

# engineering 4 09:45
daniel: From today the nightly restore is a *test*: it takes last night's backup, starts a server from it, and compares 1,000 random readings. Red means somebody gets up. Thanks @bob and @marek.
+ 🛟 bob marek kofi alice
bob: A backup that was never restored is only a hope.

# engineering 2 10:50
oskar: iOS build takes 19 minutes, of which 11 are waiting for a machine. May I buy a second one? It is 59 € a month.
bob> Yes. Your waiting costs more.
oskar> That was fast.
bob> So is the second machine, hopefully.
+ ⚡ oskar greta priya

# engineering 1 13:20
kofi: Small quiz. What does this print, and why did it cost me an hour?

  ´´´js
  [10, 9, 1].sort()
  ´´´
greta> ´[1, 10, 9]´, because it sorts them as text. Everybody pays that hour once.
sam> I have paid it twice 🙈
+ 🙈 kofi oskar
`
