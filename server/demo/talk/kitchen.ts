// #kitchen: lunch, cake, plants, the dog.
import { talk } from '../parse-talk.ts'

export const kitchen = talk`
# kitchen 70 11:30
rosa: The most important channel is open. Lunch today: lentil soup at the corner, or the Vietnamese place?
jonas: Soup
lena: Soup 🥣
daniel: Phở
viktor: Phở!
rosa: Two groups, 12:15 at the door.
+ 🍜 daniel viktor 🥣 jonas lena

# kitchen 66 10:20
lena: Who drank the last oat milk and put the empty carton *back*?
jonas: A ghost.
lena: A ghost with a beard?
jonas: Several of us have beards.
+ 😂 rosa daniel alice carla 🧔 jonas daniel
viktor: It was Jonas. I have photographs.
-

# kitchen 64 09:10
rosa: Wer gießt diese Woche die Pflanzen im Flur? Bitte nicht alle. Letzte Woche haben drei Leute gegossen, und der Farn schwimmt.
lena: Ich! Und ich stecke einen Pip rein, dann ist Ruhe.
+ 🪴 rosa alice jonas 😂 daniel
jonas: "Fern in hallway" is now the most closely watched plant in Europe. 71 %, stop watering!
+ 🌿 haruka carla oskar

# kitchen 60 15:10
farid: Left-over cake in Cairo too. I ate it alone. It was a good day.
+ 🎂 rosa ines carla

# kitchen 56 11:45
hugo: Je suis au bureau aujourd'hui ! Quelqu'un pour déjeuner ?
lena: Moi ! With bad French, but good appetite.
daniel: +1
rosa: Pizza? There is a new oven two streets down.
+ 🍕 hugo lena daniel jonas

# kitchen 51 13:50
carla: Lisbon report: the pastel de nata at the corner has gone up to 1.60 €. I am considering a strike.
+ 😱 rosa hugo ines
bob: In London that buys you the smell.
+ 😂 carla nadia alice

# kitchen 46 10:05
rosa: Biscuit the dog is in the office today. Rules: no chocolate, no crisps, and whoever throws the ball once has thrown it forever.
+ 🐕 lena jonas daniel alice carla greta oskar
jonas: He has chosen me. I can not move my chair. Please bring coffee.
lena: This is fair.
nadia: More pictures please, some of us work from a flat without a dog.
+ 🥺 kofi

# kitchen 41 12:40
sam: Is it normal that the left coffee machine says "DESCALE ME" in Italian?
rosa: It has said that for a long time. We think that it is its name.
+ ☕ jonas lena 😂 sam daniel bob
marek: Descaled it. It is now called Giulia.

# kitchen 37 09:40
haruka: 今日のお弁当 🍱 My daughter drew a Pip on the rice with seaweed.
+ 😍 carla jonas nadia rosa greta 🍙 oskar
carla: This is the best rendering of the product so far. Hire her.

# kitchen 34 15:05
greta: Fika in five minutes for everybody who is online, video on, cake optional. 🥐
oskar: In the cabin, with waffles and brown cheese.
kofi: In Accra with mango.
priya: Evening here, with chai ☕
quinn: It is nine in the morning and I am having cake because of you people.
+ 🍰 greta rosa ines

# kitchen 30 11:20
jonas: Soup poll! 🥕 carrot-ginger 🥔 potato 🍅 tomato
+ 🥕 lena rosa viktor 🥔 daniel 🍅 jonas alice
rosa: Carrot wins.
jonas: I demand a recount.

# kitchen 27 10:50
bob: To whoever put a sticky note "please do not feed the server" on the rack: thank you, I laughed for a full minute.
+ 😇 sam marek

# kitchen 23 14:25
viktor: I leave you my chilli plant. It answers to the name of Gerald, likes 55 %, and hates draughts.
+ 🌶️ jonas lena rosa haruka
lena: I will guard Gerald with my life.

# kitchen 20 15:55
rosa: LAUNCH CAKE. Kitchen. Now. It is shaped like a Pip and it is *very* yellow.
+ 🎂 nadia jonas lena alice daniel theo 💛 carla
alice: The icing has left my teeth yellow and I have a bank call in five minutes.
+ 😂 rosa theo bob carla

# kitchen 16 09:35
sam: Made too much sourdough at the weekend. Four loaves in the kitchen, with salt butter.
+ 🍞 rosa jonas daniel alice lena marek
jonas: Sam, never leave us.

# kitchen 13 12:10
ines: Question très sérieuse : pain au chocolat ou chocolatine ?
hugo: Pain au chocolat. Fin de la discussion.
ines: On dit chocolatine chez ma grand-mère, et on ne contredit pas ma grand-mère.
+ 🥐 hugo carla lena
alice: Schokobrötchen 😌
+ 🙈 ines hugo 😂 rosa daniel

# kitchen 10 10:30
lena: Gerald has a *flower*.
+ 🌶️ jonas rosa haruka nadia carla 🎉 alice oskar
haruka: おめでとう、ジェラルド！

# kitchen 6 14:40
marek: Giulia (the coffee machine) is making a sound like a small helicopter. I have opened an incident.
bob: Severity?
marek: One. Obviously.
+ 🚁 rosa daniel sam jonas
marek: Resolved: a bean was stuck. Root cause: beans.
+ ☕ alice bob kofi 😂 greta

# kitchen 3 11:40
rosa: Lunch is on the company today, because of the magazine test. Vietnamese for all, vote in the thread.
jonas> Phở bò
lena> Bún chay 🌱
daniel> Phở bò, large
alice> Summer rolls, please
rosa> Ordered. 12:30, bring your own bowl.
+ 🥢 alice jonas lena daniel
`
