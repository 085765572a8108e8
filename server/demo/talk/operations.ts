// #operations: incidents as they went, and what came of them. Releases and alarms are in routine.ts.
import { talk } from '../parse-talk.ts'

export const operations = talk`
# operations 69 10:10
bob: This is where Kettle, our bot, reports releases, backups and alarms. If something is broken, shout *here*, with **what**, **since when** and **who is affected**. Guessing comes later.
+ 🫖 marek daniel alice

# operations 55 06:12 any
kettle: 🔴 **Alarm** · ´hub-gateway´ · 61 % of Hubs can not connect · since 06:10
marek: I see it. Looking.
marek: It began at 06:10 on the dot, so something expired. Checking certificates.
farid: Two farms have called already. What do I tell them?
marek> "We know, it is on our side, sensors keep their values, nothing is lost. Next news in 30 minutes."
farid> Perfect, thank you.
marek: Confirmed: the intermediate certificate of the gateway ran out.

  ´´´console
  $ openssl s_client -connect hub.tautropf.example:8883 </dev/null | openssl x509 -noout -enddate
  notAfter=expired 12 minutes ago
  ´´´
bob: I have the new chain, it was renewed last week and never *installed*. Installing now.
marek: Hubs are coming back. 40 %… 70 %…
kettle: 🟢 **Over** · ´hub-gateway´ · all Hubs connected · lasted 47 min
+ 🙏 farid alice daniel
alice: Thank you both. Coffee is on me. When you have slept: what do we learn?
bob: Write-up of this morning:

  **What happened:** the gateway's certificate was renewed, but the gateway was not told to load it.
  **Who felt it:** 61 % of Hubs for 47 minutes. No readings lost, 3 calls.
  **Why we did not see it coming:** our check looked at the *file*, not at what the server *sends*.
  **What we change:**
  - the check asks the real port, from outside
  - it warns 21 days ahead, and again at 7
  - renewal restarts the gateway by itself, one node at a time
+ 👏 alice daniel marek kofi 📝 farid
daniel> "The file, not what the server sends": that is a whole class of mistakes.
marek> I went through our other checks. Two more of that kind, both fixed.

# operations 43 15:10
bob: Fire drill tomorrow at 14:00: I will unplug one database server. The one with the blue tape. Nothing should happen. If something happens, we learn something.
+ 😬 daniel 🔌 marek
marek: I will hold the popcorn.

# operations 42 14:05
kettle: 🟠 **Warning** · ´db-2´ · replica is not answering
bob: That was me, see drill.
kettle: 🟢 **Over** · ´db-2´ · ´db-1´ took over · writes paused for 6 s
marek: 6 seconds. Goal was 15. I am almost disappointed.
+ 🍿 bob daniel sam

# operations 31 02:40 any
kettle: 🟠 **Warning** · ´db-1´ · disk is 88 % full, growing by 2 % per hour
kettle: 🔴 **Alarm** · ´db-1´ · disk is 93 % full
marek: Awake. Night copy of the partition move is writing more log than planned.
marek: Paused the copy. Old log is being archived, disk at 91 %, 88 %, falling.
kettle: 🟢 **Over** · ´db-1´ · disk is 64 % full
marek: Stable. I add a stop to the copy at 80 % and go back to bed. 😴
+ 🫡 bob daniel kofi
daniel: Sorry, Marek. I estimated the log with compression and it is written without. That one is on my list of regrets.
marek> It was a nice night to look at a disk.
bob: Two things from this: the copy stops itself at 80 %, *done*. And nobody was at risk, because the alarm came with an hour to spare. The alarm was right, the plan was not.
+ 👍 alice marek

# operations 20 09:05
marek: Launch watch is on. Dashboard on the big screen, champagne *away* from the big screen.
+ 👀 bob daniel kofi
kettle: 🟢 **Shop** · first order · 09:00:41
bob: 41 seconds. Who had under a minute in the bets?
kofi> Me! 🎉
daniel> I said four hours. I have no faith.
+ 😂 alice kofi bob

# operations 8 10:22
kettle: 🟠 **Warning** · ´ingest´ · readings arrive 4 min late
kofi: Seeing it too. Queue is growing, workers are idle. Strange.
marek: Idle because they wait for a lock. Somebody is running a long report on the primary.
kofi: …that somebody is me. Stopping it.
kettle: 🟢 **Over** · ´ingest´ · readings are on time · lasted 11 min
kofi: Sorry, all. I thought that I was on the replica.
sam> The prompt looks the same on both, I nearly did that last week too.
marek>> Prompts are now **red on the primary** and green on the replica. Nobody should need to remember such a thing.
+ 🟥 kofi sam bob 👏 daniel
bob: Good save, and thank you for saying it within a minute, Kofi. That is worth more than never making mistakes.
+ 💚 kofi alice

# operations 5 11:30
bob: Proposal for on-call with two people, for Alice's all-hands answer:

  | | Week A | Week B |
  |---|---|---|
  | First | Marek | *new person* |
  | Second | Daniel | Marek |
  | Nights off after a call | until noon | until noon |

  Paid per week, not per alarm, so that nobody has a reason to like alarms.
+ 👍 marek daniel alice

# operations 2 14:00
daniel: Hub 4.18 goes out tonight in three waves: our own, then 5 %, then all. @marek may stop it at any point without asking me.
+ 🌊 marek bob
marek> I like this sentence. I will not need it.
`
