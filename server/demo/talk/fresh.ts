// What was said in the last two hours: what alice, bob and carla find unread.
import { talk } from '../parse-talk.ts'

export const fresh = talk`
# product -115m
alice: Before I go into the bank meeting: where do we stand with the frost alarm? One line is enough.
nadia> Green. Two open points, both small, both will be decided today.
kofi> 31 of 33 right after the fourth night. I sleep well.
! frost-alarm-nights.csv
haruka> Firmware side is finished. 準備完了です。
carla> Words are done as well, last screen is in #design.
nadia>> Then I set the date: **ten workdays from now**, in waves like the Hub. @alice please shout if that clashes with anything.
+ 🎉 kofi haruka

# operations -112m
bob: Who takes the orange phone while Marek does the restore exercise?
daniel> I can. It matches my jacket.
marek> I can do both, I have two hands.
kofi> @bob let Daniel do it, Marek with two phones is a safety risk.
+ 😂 daniel

# design -108m
carla: 🌷 Last look at the morning summary, please. I changed *one* word, and I will not say which.
greta: "Thirsty" instead of "dry"?
carla: Ten points.
+ 🏆 greta

# support -95m
farid: **Gärtnerei Sonnenwinkel** asks whether she may be the first one with the frost alarm. She has dahlias outside.
nadia> She is on top of the list. @carla has promised her, I heard.
carla> I have. In writing. On a card with a dahlia.
+ 🌸 farid

# kitchen -90m
rosa: There is half a poppy-seed cake on the table, and nobody knows whose it is.
jonas: It was whole when I found it.
sam: Is there any left?
lena: There is a plate left.
+ 😂 rosa jonas sam
rosa: New cake tomorrow. I am hiding it in the server room, sorry @bob
oskar: The server room is the new fridge 🧊

# operations -80m
kettle: 🟢 **Hub 4.18** · wave 2 of 3 · 5 % of farms · no errors in 60 min
marek: Wave 3 in one hour, if nobody objects. @bob you asked for a last look at the way back?
daniel: The way back is rehearsed: 4 minutes, no data touched.
kettle: 🟠 **Warning** · ´backup-offsite´ · last night's copy took 52 min (usually 30)

# engineering -70m
sam: Does somebody have ten minutes for a review? It is the "apprentice" role, so it should be boring, and I want to be sure that it is.
daniel> On it.
daniel> One question: can an apprentice *invite* another apprentice?
sam> No… but nothing forbids it. Good catch, adding a test.
! roles.ts
priya: I would like to try to break it, when it is on staging. Professionally.
greta: @carla the role badge: a word or an icon? I have both, and an opinion.
marek: @bob heads-up: the build machine you ordered has arrived. It is very shiny.

# general -62m
alice: The bank meeting went well, thanks for all the crossed fingers. More tomorrow.
+ 🤞 theo rosa 🎉 nadia

# support -55m
quinn: **Orchard Hill Nursery** sent the picture with the hat. It is better than we deserve.
! orchard-hill-hat.png
lena: Framing it. Possibly the hat as well.
ines: **Serres du Lac** veut parler du renouvellement pour trois ans. @alice, tu as 20 minutes demain matin ?
hugo: Trois ans ! 🍾
farid: @bob the phone in support makes a noise as if it were under water. Could you have a look when you have a minute?

# carla+alice -48m
alice: Do you have the picture of the workbench for the investor mail?
carla: Three versions: tidy, honest, and *very* honest.
! workbench-tidy.png
! workbench-honest.png
! workbench-very-honest.png
carla: I would take the honest one. There is a snail on it.

# alice+bob+carla -44m
alice: Kitchen is finished from Thursday on, says the plumber. He also said that last month.
bob: I have him on the phone now. He sounds like somebody who means it.
alice: @carla would you choose the tiles? We have a budget of "not too much".
alice: And @bob, please a socket for Giulia that nobody else may use.

# marek+bob -38m
bob: Restore exercise at eleven, as agreed? You do it, I only watch and eat biscuits.
marek: Yes. I have the printed version, in case the screen is what is broken.
! restore-exercise.md
marek: And I found a step that is missing in your notes: step 4 needs the *second* key.

# theo+alice -33m
theo: The bank has confirmed in writing. I am not saying anything else in writing. 🍾

# product -30m
nadia: Spec for small roles is up for comments: owner, grower, apprentice. Three are enough for the start, more would be a hobby.
quinn: Orchard Hill would like "seasonal" that ends by itself after 90 days. Thoughts, @alice?
kofi: An end date on *any* role would cover that.
nadia: Oh, that is better. @bob does our own sign-in know end dates?
lena: And @carla, one drawing for the mail about it? Small. Friendly. No padlocks.

# greta+carla -26m
greta: Badge version C has a tiny watering can. I am sorry, I could not help it.

# design -22m
oskar: The new summary on the workshop phone with the crack: readable, even through the snail.
jonas: The snail is called Kurt.
lena: @carla may I use the cold blue for the frost mail, or is it only for alarms?
! frost-mail.txt

# standup -18m
nadia: Tomorrow's stand-up is in #general, because of the all-hands follow-up. @channel
`
