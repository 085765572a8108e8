// #hiring and #photo-shoot, which are private, and #trade-fair, which is over.
import { talk } from '../parse-talk.ts'

export const privateRooms = talk`
# hiring 69 10:30
rosa: Backend engineer (junior): 64 applications. I have read all of them twice, without names and photos. Nine are on the short list, in the folder.
+ 🙏 daniel alice
daniel: Nine first calls of 30 minutes. I take five, Nadia four?
nadia: Gladly.
alice: Reminder to all of us: we look for how somebody *learns*, not for what they already know.
+ 💚 rosa nadia

# hiring 63 16:10
daniel: Calls are done. Three stand out: numbers 12, 31 and 40.

  - **12**: very strong, wants to lead a team in a year. We have no second team.
  - **31**: comes from a bakery's booking system, explained transactions with croissants. I understood it better than from any book.
  - **40**: lovely, but can start only in half a year.
nadia: 31 asked *me* the best questions.
+ 🥐 rosa alice
bob: Croissants as rows?
daniel> "Either the whole breakfast is on the table, or nobody has touched the butter."
+ 😂 bob alice rosa

# hiring 59 11:20
alice: I have had tea with number 31, also known as Sam. Yes from me, a loud one.
rosa: Offer goes out today.
rosa: Signed! Starts in four weeks. Asked whether there is room for a cello.
+ 🎻 alice daniel nadia 🎉 bob farid

# hiring 44 14:00
rosa: For Sam's first day: laptop (Bob), buddy (Marek), lunch (Daniel), a plant (Jonas, but do not tell him yet).
+ ✅ bob daniel

# hiring 25 10:15
rosa: Next: **support engineer**, part-time is fine. Draft of the ad:

  > You like people *and* log files. You can say "I do not know yet" in two languages. You write so that a tired grower understands it at 5 am.

  Farid, is that what you need?
farid: Take out "5 am", otherwise I cry. The rest is exactly it.
alice: I would apply.

# hiring 17 15:40
rosa: 38 applications, six short-listed. Farid and I call them this week.
farid: One of them sent a step-by-step guide to *our* set-up as a writing sample. It is better than ours.
+ 😳 nadia alice bob

# hiring 8 11:10
farid: Trial half-days are done. Both good ones, so different! One is calm like a lake, the other one fixes things before I have finished the question.
alice: Which of the two would you call when Serres du Lac is down?
farid> The lake.
alice> There is your answer.
+ 🌊 rosa bob

# hiring 1 14:20
rosa: The lake has said **yes** and begins next month 🎉 Please keep it in here until the contract is signed.
+ 🎉 farid alice nadia daniel bob
bob: I draft the ad for the second on-call person tonight, see all-hands. @alice can I have ten minutes for the salary band?
alice> Tomorrow after the all-hands.

# photo-shoot 36 10:00
lena: Welcome @uma! This room is for the pictures of the launch. You see only this channel, so nobody bores you with databases.
uma: Hello everybody, and thank you! I have looked at your sensor for an hour now. It wants to be photographed in the morning, wet, and a little from below.
+ 📷 lena carla
carla: *A little from below* is how I drew it. We are going to get along.
uma: Sonnenwinkel at 6:30, then the lake at noon? I bring two lenses and a flask.

# photo-shoot 33 09:20
uma: First choice is in the folder: 40 of 900. My favourites: 07 (hand with earth under the nails), 19 (only the loop of string, out of focus), 31 (the apprentice laughing).
! sonnenwinkel-07.png
! sonnenwinkel-19.png
! sonnenwinkel-31.png
+ 😍 lena carla alice
alice: 31. I want to employ that apprentice.
jonas: In 19 you can see a scratch on the housing. I love it, that is a *used* one.
lena: 07 on the box, 31 on the website, 19 for the wall in the office. Agreed?
carla: Agreed.

# photo-shoot 28 15:15
uma: Retouched versions are up. I only took out a wasp.
carla: Was the wasp nice?
uma: The wasp was *very* professional.
+ 🐝 lena alice jonas

# photo-shoot 18 11:00
lena: Your 31 has been shared 4,000 times. Invoice, please, and a second one for next season.
uma: With joy! And tell the apprentice.
+ 💛 alice carla

# photo-shoot 4 10:40
lena: Uma, frost pictures? We need ice on leaves, and it should not look like a catastrophe.
uma: Ice is the easiest model: sits still, glitters. Next clear night I am there at five. Is the cold blue from the app fixed already?
carla> Yes, I send you the exact one. It is called "6 am".
uma> Best colour name ever.
uma: The lake at five this morning. Ice, and nobody looks unhappy.
! lake-at-5-am.png
! frost-on-the-beds.png
+ ❄️ lena carla

# trade-fair 68 13:00
lena: Trade fair: hall 7, stand 114, four days. Who comes along?
hugo: Moi.
quinn: I fly in, if Theo does not look at the price of the flight.
jonas: Me, for the demo bed.
viktor: Me too! I can carry things.
alice: Two of the four days.
+ 🙋 rosa

# trade-fair 64 10:20
lena: The stand: 12 m², a raised bed with real tomatoes in the middle, *no* screens except one phone. People shall put their hands into the earth.
+ 🍅 alice jonas carla
rosa: 600 kg of wet earth. Does hall 7 know?
bob: I have asked: 500 kg per m² are allowed. We are fine, and the man on the phone was impressed.

# trade-fair 60 14:30
carla: Posters are done: one sentence, one leaf, lots of nothing.
lena: The printer asks whether the nothing is on purpose.
carla: Tell them the nothing is the most expensive part.
+ 😂 alice lena hugo

# trade-fair 56 09:30
jonas: Packing list, please tick:

  - [x] demo bed, in parts
  - [x] 24 sensors, charged
  - [ ] Hub with the *fair* firmware
  - [ ] 3 × extension lead (the last time we had none)
  - [ ] tomatoes, alive
viktor: Hub and leads are in the van. Tomatoes travel on my lap.
+ 🚐 jonas lena

# trade-fair 53 18:10
lena: Day one: 61 conversations, 9 serious, 1 marriage proposal (to the sensor).
hugo: Le 9, c'est moi. Le mariage, ce n'est pas moi.
+ 😂 quinn alice rosa

# trade-fair 52 17:40
quinn: A buyer of 40 garden centres wants an offer. I need a glass of water and a chair.
alice: Take both. And then call Theo.

# trade-fair 49 11:00
lena: Wrap-up: 240 leads, 31 of them warm, 3 hot. Cost per lead 38 €, last year 74 €. The tomatoes live with Rosa now.
+ 🍅 rosa jonas 👏 alice hugo quinn bob

# trade-fair 46 10:00
lena: Everything is followed up or handed over, so I archive this channel. See you next year in hall 7!
+ 👋 viktor carla hugo
`
