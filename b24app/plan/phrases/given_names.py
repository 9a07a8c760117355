"""Given names that people write in small letters: "tell anna"; none that is also an English word."""

from __future__ import annotations

_NAMES = """
aaron adam adrian agnes ahmed aisha alan albert alejandro alex alexander alexandra alexis alfred ali alice alicia
alina amanda amelia amira amy ana anastasia andre andrea andreas andrew andrey angela anita anja anke ann anna anne
annette anthony antonio arthur astrid beata ben benjamin bernard bernd bettina birgit bjorn boris brenda brian bruno
camilla carla carlos carmen carol caroline catherine cecilia charles charlotte chiara chloe christian christina
christine christopher claire clara claudia colin cornelia craig cristina cynthia daniel daniela danielle dave david
deborah denis dennis diana diego dieter dirk dmitri dominik donna doris dorothy douglas edith eduardo edward elena
eleonora elisabeth elizabeth ella ellen elodie emily emma eric erik erika esther eugene eva evelyn farah farid farida
fatima federico felix fernando filip fiona florian francesca francesco francis francois fred frieda gabriel gabriela
george georgia gerald gerard gina giorgio giulia gloria greta guido gustav hannah hans harald harriet heather heidi
heike helen helena helga henrik henry hiroshi holger howard hubert hugo ian igor ines ingrid irene irina isabel
isabella ivan jacob jacqueline jakob james jan jana jane janet jasmin jason javier jeff jennifer jenny jens jeremy
jessica jim joan joanna joel johanna johannes john jonas jonathan jorge jose josef joseph joshua juan judith julia
julian juliette julio jurgen justin karen karin karl karla katarina kate katerina katharina katherine kathleen katja
katrin keith kenneth kerstin kevin kim klaus kristina kurt larissa lars laura lena leo leon leonie leopold liam linda
lisa liz lorenzo louis louise luca lucas lucia lucy ludwig luis luisa lukas lydia magda magdalena maja manfred manuel
manuela marc marcel marcin marco marcus margaret maria marianne marie marina mario marion marta martha martin martina
mary mateo mathias matteo matthew matthias maureen mehmet melanie melissa mia michael michaela michel michelle miguel
mikhail mira miriam mohamed mohammed monica monika nadia nadine natalia natalie natasha nathan niamh nicholas nick
nicola nicolas nicole nigel nikolai nils nina noah nora norbert oksana olaf oleg olga oliver olivia omar oscar oskar
otto pablo paolo pascal patricia patrick paul paula paulina pavel pedro peter petra philip philipp pierre piotr priya
rachel rafael raj ralf ralph raphael raul ravi raymond rebecca regina renate ricardo richard rita robert roberta
roberto robin roger roland rolf roman ronald rosa rosemary ruben rudolf ruth ryan sabine sabrina samantha samira
samuel sandra sandro sara sarah sebastian sergei sergey sergio sharon sheila silvia simon simone sofia sonja sophia
sophie stefan stefanie stephan stephanie stephen steve steven susan susanne sven svetlana sylvia tamara tanja tatiana
teresa thea theo theresa thomas tim timothy tina tobias tomas tomasz ulla ulrich ursula ute valentina valeria vanessa
vera veronica veronika victor victoria viktor vincent viola virginia vladimir walter werner wiebke wilhelm william
wolfgang yasmin yusuf yuki yulia yuri yvonne zoe
"""

GIVEN_NAMES = frozenset(_NAMES.split())

# Given names that are English words too: with a capital letter behind "to" they are people, not stages.
_WORDS_TOO = """
mark bill frank grace rose jack rob pat sue ray joy dawn drew gene max penny ruby victor dean robin sandy tony amber
violet iris olive heather holly ivy lily daisy nick gary glen harry barry
"""

NAMES_TOO = GIVEN_NAMES | frozenset(_WORDS_TOO.split())
