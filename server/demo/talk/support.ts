// #support: what customers tell, one thread each.
import { talk } from '../parse-talk.ts'

export const support = talk`
# support 68 10:00
farid: One thread per customer, please, with the farm's name in bold in the first line. I close a thread with ✅. What has no ✅ after two days, I will carry to your desk. Virtually.
+ 👍 ines hugo priya bob

# support 66 09:50
farid: **Gärtnerei Sonnenwinkel** says that all readings stand still since last night. 14 sensors, one Hub.
daniel> The Hub is online and says that it is 1970. Did they have a power cut?
farid> Yes, at 22:00.
daniel> Then its clock battery is empty. A restart with network sets it right, and we should not depend on that battery at all.
farid> They restarted, values are coming. Frau Winkel says: "Na also, geht doch!"
daniel>> Hub 4.11 asks the network for the time before it believes itself. Rolls out tonight.
+ ✅ farid 🎉 ines

# support 61 14:20
ines: **Jardin de Margaux** : « Le capteur dit 0 % alors que la terre est trempée. » Photo : le capteur est… à côté du pot.
+ 🙈 hugo carla farid
hugo> Ça arrive aux meilleurs.
ines> Elle a bien ri. Réglé.
+ ✅ farid

# support 58 11:10
quinn: **Orchard Hill Nursery** wants to know whether they can see 600 beds on one page. Today the page gets slow at around 200.
nadia> How do they walk through the nursery: by row, by plant, by alarm?
quinn> By alarm first, then by row.
nadia> Then they do not need 600 beds, they need the 7 that matter, and a map. Can you ask whether they would try that?
quinn> They said, and I quote, "that would be the first sensible answer we have had from a software person".
+ 😄 nadia alice
quinn>> Trial starts Monday.

# support 52 09:15
farid: **مزرعة النخيل** (near Alexandria): the sensors at the far end lose the connection every noon.

  > عند الظهر تنقطع الإشارة، وتعود بعد العصر.

  "At noon the signal goes, and comes back after the afternoon prayer." The heat?
haruka> 52 °C in the housing? Above 50 °C the crystal drifts and the radio misses its slot.
farid> They measured 54 in the sun.
haruka> I can widen the slot when it is hot. It costs 2 % of the battery there. Firmware in three days.
farid>> Three days later: signal all day. They sent a box of dates for Haruka to *my* flat. I am guarding it.
+ 🌴 haruka nadia alice 😂 ines ✅ farid
haruka> ありがとうございます！半分は食べてください 🙏

# support 47 15:30
ines: **Serres du Lac** (before they sign): their agronomist wants all raw values as a file, with a comma as the decimal sign and a semicolon between.
kofi> Like this?

  ´´´csv
  serre;planche;heure;humidite
  A1;3;2 h 00;41,2
  A1;3;2 h 15;41,0
  ´´´
ines> Exactement ! Tu es un ange.
+ 😇 kofi

# support 40 10:30
farid: Numbers of the month, so that we see what we are doing:

  | Reason | Cases | Before |
  |:--|--:|--:|
  | Set-up | 61 | 88 |
  | Where is my parcel | 34 | 31 |
  | Value looks wrong | 22 | 40 |
  | Other | 19 | 20 |

  Median time to the first answer: **38 minutes**. Happy: 96 %.
+ 👏 alice ines bob carla nadia
carla: "Value looks wrong" fell by half. That is the new explanation under the number, no?
farid> I think so. People now write "I see *why* it is low".
+ 🥹 carla

# support 34 13:40
priya: **Beta farm 17**: sensor in a bucket of water shows 62 %. Expected 100.
haruka> Water is not soil: 62 % is its calibration for loam. I could show "water?" when it is impossible for any soil.
nadia> Yes please. People test with a glass of water. *Everybody* does.
haruka>> Done: a glass of water now says 💧 *This is water*.
+ 💧 carla nadia farid 😂 jonas ines

# support 29 16:15
quinn: **Maple Ridge Farm**: they want to pay by cheque. A paper one. In the mail.
hugo> On prend aussi les poules ?
-
bob> We take it, once. Address is in the handbook.
quinn> They are sending it with a jar of syrup.
bob>> For syrup we take cheques **always**.
+ 🍁 farid ines carla alice

# support 23 09:40
hugo: **Serres du Lac**, première livraison : 380 capteurs, deux personnes, une matinée. Aucun appel au support. *Aucun.*
+ 🎉 ines nadia jonas alice farid carla
alice: Zero calls for 380 sensors is the best number I have seen this year.

# support 19 10:45
farid: First day after the launch: 31 questions, 29 of them "where do I put it?". We have answered with a drawing by Carla. It works better than any sentence of mine.
+ ✏️ carla ines nadia

# support 16 14:10
ines: **Lycée horticole** : ils veulent 30 capteurs pour les élèves, avec un prix « école ».
nadia> At cost, as decided. Please ask for pictures of the class in return.
ines> Déjà fait, voilà la promesse : ils baptisent chaque capteur. Le premier s'appelle Pipo.
+ 💛 lena carla nadia

# support 12 11:20
farid: **Gärtnerei Sonnenwinkel** again: "46 notifications in one day, my phone is hopping off the table."
carla: That is the customer from my sketch! May I call her?
farid> She would love that. Speak slowly and praise the dahlias.
carla>> Called. 40 minutes, of which 30 about dahlias. I know exactly what to build now.
+ 🌸 farid nadia oskar alice

# support 9 15:00
quinn: **Orchard Hill Nursery** after two months with the map: irrigation water down by **23 %**. They want to say so publicly.
+ 🤩 nadia lena alice hugo farid 💧 kofi
lena: Can I have a sentence, a name, and a picture with a hat?
quinn> All three. The hat is excellent.

# support 6 10:05
ines: **Serres du Lac** : l'une des 38 serres n'envoie plus rien depuis 7 h.
daniel> The Hub there was switched off by hand at 06:58.
ines> Le stagiaire a débranché « la boîte qui clignote » pour son aspirateur. 😅
daniel> Third vacuum cleaner this year. We need a sticker: *I am small but important*.
+ 😂 farid hugo bob carla ✅ ines
carla>> Sticker is drawn. It has eyes.
+ 👀 ines daniel

# support 4 13:15
farid: Question from **three** farms in one week: can an apprentice have access without seeing the bills? Today everybody sees everything.
nadia> On the list as "roles, small". How urgent does it feel?
farid> Not burning. But it is the kind of thing for which people leave quietly.
nadia>> Moved up: after the frost alarm, before sharing.
+ 🙏 farid ines

# support 2 09:30
ines: **Maraîchage des Deux Rives** : « Est-ce que l'alarme de gel marche aussi sans téléphone ? »
kofi> The Hub has a relay. It could ring a bell. A real one.
ines> Ils ont une cloche. Une vraie. Du XIXe siècle.
kofi> I want to be there when it rings.
+ 🔔 ines nadia carla alice
`
