// Conversations of two, three and four; and what Alice notes for herself.
import { talk } from '../parse-talk.ts'

export const direct = talk`
# alice+bob 69 17:05
alice: First day in the new place, and nothing has caught fire. Thank you, Bob.
bob: I had an extinguisher ready. An actual one.
alice: Of course you had.

# alice+bob 62 09:20
bob: The insurance wants to know who has the keys to the server room. I said: you, me, and the plant lady.
alice: Rosa is not "the plant lady" 😄
bob: Her own words, on the form.

# alice+bob 55 12:10
alice: Are you all right after this morning?
bob: Yes. Annoyed with myself, because the check was mine.
alice: And the write-up was yours, too, one hour later. That is how it should be. Go for a walk.
bob: Walking.
+ 🚶 alice

# alice+bob 41 10:30
alice: How is Sam doing, from where you sit?
bob: Asks a question, writes the answer down, puts it where the next one finds it. I would clone him, but Rosa says there is a form.
alice: There is always a form.

# alice+bob 30 16:40
bob: The new line is 40 € cheaper per month *and* faster. I am suspicious.
alice: Enjoy it with me for one day, then be suspicious.

# alice+bob 18 11:15
bob: Off-site backup is live. If this building disappears, we are back within three hours, on anything that has a disk.
alice: Three hours! What was it before?
bob: A very long week. I did not want to tell you before it was fixed.
alice: …thank you for not telling me.
+ 😅 bob

# alice+bob 6 13:30
alice: Theo asks whether we should insure against "cyber". Do we?
bob: We should be good first. The insurer's questions are a decent checklist, though. I can answer 31 of 34 with yes.
alice: And the three?
bob: Two are silly, one is right: nobody but me knows the restore by heart. Marek learns it next week.

# alice+bob 2 16:05
bob: On-call numbers for tomorrow's all-hands: a second person costs 61 k a year, all in. Or 14 k if two of ours share it and are paid properly for it.
alice: A second person. Marek has carried this for two years.
bob: I hoped you would say that.
+ 💚 alice

# carla+alice 66 15:30
carla: Have you got five minutes? It is about the logo on the housing. I want to leave it out.
alice: Out out?
carla: Inside the lid. Who opens it, finds us. Who does not, has a beautiful yellow thing in the bed.
alice: My heart says no, my eyes say yes. Go with the eyes.
+ 👀 carla

# carla+alice 48 11:40
alice: The stand was the most beautiful one in the hall. I wanted to say that to you in private as well.
carla: 🥹 Obrigada. I slept for eleven hours.

# carla+alice 27 09:50
carla: The two testers yesterday changed how I draw. May I have a budget for doing that every month? About 600 €.
alice: Yes, and take it from marketing's "miscellaneous". I will tell Lena.
carla: You are the best kind of boss.

# carla+alice 12 14:20
alice: How were the dahlias?
carla: I now own three.
+ 🌸 alice

# bob+carla 58 10:10
bob: Your laptop is 97 % full. 81 % of that is a folder called "old old final".
carla: That is my life's work, Bob.
bob: I bring you a bigger disk. No judgement.
carla: Some judgement.
bob: A little judgement.
+ 😂 carla

# bob+carla 24 15:15
carla: Can you open the font server for Uma? She is a guest and sees a 403.
bob: Guests should see a 403 there. I have put the two fonts into your channel's folder.
carla: Even better, thanks!

# alice+daniel 65 11:30
daniel: I would like to spend two weeks on nothing but speed. No features.
alice: What do I get?
daniel: The morning list in under half a second, on a four-year-old phone, behind a greenhouse.
alice: Two weeks it is.
+ 🤝 daniel

# alice+daniel 52 17:20
daniel: ´p95´ of the morning list: 2.9 s → **0.41 s**.
alice: You said under half a second and I thought that you were being poetic.

# alice+daniel 15 09:30
alice: Sam's zone migration, is that not large for somebody in week six?
daniel: It is exactly one size too large. That is the size at which one grows.

# theo+alice 60 10:00
theo: Please sign the lease for the workshop, page 4 and 7. In *blue*, they are old-fashioned.
alice: Signed, in the colour of the sea.
theo: ευχαριστώ 🙏

# theo+alice 33 15:00
theo: Serres du Lac has paid. On the day. I have printed the bank statement and may frame it.
alice: Frame it next to Carla's sentence.

# theo+alice 10 16:20
theo: Draft of the quarter: we are 9 % above plan, and I have checked it with a different calculator.
alice: 🎉 Can I tell people?
theo: Tell them 8. I like surprises in one direction only.
+ 😄 alice

# carla+nadia 46 10:45
nadia: Are you free to look at the words in the set-up? Something sounds like a washing machine.
carla: "Process completed". Yes, I see it. → "Done. Bed 3 is listening."
nadia: *Listening.* ♥

# carla+nadia 14 13:10
carla: I would like to say no to the weather widget.
nadia: I had already said no, and was collecting courage to tell you that I had.
+ 😂 carla nadia

# greta+carla 61 09:35
greta: Is ´8 px´ here sacred, or may it be ´6´?
carla: Nothing is sacred. 6 is wrong, though.
greta: 8 it is.
+ 😇 carla

# greta+carla 38 14:50
carla: I dreamt of your list. It scrolled forever and was never slow.
greta: That is the nicest thing that anybody has said about virtualisation.

# marek+bob 54 10:20
marek: Can we buy a second alarm phone? This one has a crack through the digit 5, and alarms tend to contain fives.
bob: Ordered. Indestructible, ugly, orange.
marek: My favourite three words.
+ 🧡 bob

# marek+bob 31 09:10
bob: You were up from two to four. Please do not come before noon.
marek: I am already here. The cat was awake too.
bob: Then go home at two. That is an order from the person who does the rota.
marek: Yes, boss 😴

# bob+rosa 50 13:20
rosa: The card reader lets *everybody* into the cellar. Is that on purpose?
bob: No! Thank you. Fixed, and I have checked the other nine doors. One more was wrong.
rosa: Which one?
bob: The one to the biscuit cupboard.
rosa: Leave that one.
+ 🍪 bob

# alice+bob+carla 57 16:00
alice: Small group for the office move: the workshop needs more room. Options: (a) rent the flat above, (b) move the kitchen, (c) fewer plants.
carla: (c) ends in a revolution.
bob: (a) has only one socket per room, I looked. (b) is easier than it sounds, the water pipe runs along that wall anyway.
alice: (b), then. Bob asks the landlord, Carla draws?
carla: Already drawing.

# alice+bob+carla 35 11:10
bob: Landlord says yes to (b), if we pay for the pipe ourselves: 3,400 €.
alice: Do it before somebody has a better idea.
carla: Plan attached in my head, on paper tomorrow: light from the left, workbench along the window, and the coffee machine stays where it is. I do not want to die.
+ ☕ bob alice

# alice+bob+carla 13 10:30
carla: Workbench is in! Jonas has already burnt a mark into it and called it "the first one".
bob: That man is a poet with a soldering iron.
+ 🔥 alice

# nadia+alice+lena+carla 30 14:10
nadia: Launch words, the four of us, before the others see them. My worry: we say "easy" nine times on one page.
lena: Guilty. What else is there?
carla: Show it. A hand, a sensor, two seconds. Zero times "easy".
alice: Agreed. And please no "revolution". It is a stick that tells you when to water.
lena: "A stick that tells you when to water." May I use that?
alice: 😄 Yes.
+ 💛 nadia carla lena

# nadia+alice+lena+carla 20 18:10
lena: 2,100 visitors, 388 in the cart, and the sentence with the stick is the one that everybody quotes.
nadia: Good night, you wonderful people.
+ 🌙 alice carla lena

# alice+alice 50 19:00 any
alice: Notes to myself:

  - call Mama on Sunday
  - page "what if we go bankrupt": write it *before* somebody asks again
  - ask Haruka how she is, not how the firmware is

# alice+alice 21 18:30 any
alice: Tomorrow: say thank you by name. All of them. Slowly.

# alice+alice 4 17:45 any
alice: All-hands: on-call (61 k / 14 k), small farms, summer hours. Do not defend, *listen*.
`
