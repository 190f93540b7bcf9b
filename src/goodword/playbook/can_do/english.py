"""A no, and what answers it, in English."""

from goodword.playbook.can_do.wording import Phrases, Wording
from goodword.promises.noticing.english.heads import heads
from goodword.promises.noticing.wording import words

_GIVING = (
    "accept* allow* apply applies carry cover* deliver* do exchange* extend grant* handle honor honour have give* "
    "let offer* pay* permit* process* provide* refund* reimburse* release repair replace* return sell* send* "
    "serve* service ship* stock* support* take* treat* use waive* work see make match include* qualify approve* "
    "authoriz* authoris* fill* prescribe* issue* reissue backdate* transfer* convert* combine* swap* hold guarantee* "
    "arrange* reschedule* reopen* entertain consider* override* discount* lower* reduce*"
)
_DENYING = "decline* den* refus* reject* turn*"

_NOES = Phrases(
    "[can could] not | can no longer | can neither | cannot",
    "[am are is was were be been remain] _ unable to | unable to",
    "not [able allowed permitted authorized authorised eligible entitled available possible covered refundable]",
    "not [returnable transferable included accepted offered taking accepting offering making] | not an option",
    "not in a position to | not something we [do offer can] | not be [able possible available]",
    f"[do does did will would] not _ [{_GIVING}] | will not be [*ing able possible available]",
    "[you patients visitors customers guests members drivers staff clients] may not",
    "[will would] not be *ing | [policy rule rules] [is are]? not to",
    "no longer [carry offer* sell be available accept* provide* make made stock* possible valid take in ship sold]",
    "no longer [work works run runs exist exists supported produced manufactured covered covers honored honoured do]",
    "[nobody noone none] _ [can allowed able permitted] | no one _ [can allowed able permitted]",
    "[decided chosen elected] not to | decided against | no can do | no chance | [out of] [our my] [hands power]",
    "[not beyond] [in within]? [our my] [power control hands]",
    "[fee fees charge charges decision penalty] [must will]? [stands stand] $",
    "[ineligible unsuccessful] | [forfeit forfeits forfeited] | final sale | no [pets dogs cash cards checks children]",
    "[promotion offer sale programme program scheme trial] _ [ended expired closed] | [lost loses lose] _ right to",
    "[is are 's] [already completely quite now]? full | [list class group course registration enrollment] is _ closed",
    "no [refunds returns exchanges exceptions openings appointments slots vacancies availability]",
    "not [successful approved granted] | [excludes excluded] | [say says said] no to | [had have] to cancel",
    "no refund | no way to | no way [we i] can",
    "[impossible unavailable discontinued] | out of stock | sold out | fully booked | non - refundable",
    "nonrefundable",
    f"[has have had been was were is are must to] _ [{_DENYING}] | [refuses refused declines declined] to",
    "answer is _ no | nothing _ [we i] can do | nothing [more else] [we i] can do | no , [we i]",
    "neither _ can | neither _ nor _ can",
    "under no circumstances can | under no circumstances | too late to | beyond repair | hands are tied",
    "[falls fall is are] outside | against our policy | against the [rules policy law] | not our policy",
)
_NO_NOES = Phrases(
    "can not [thank wait go agree live do manage cope stay sleep praise stress help] _ [you to wrong more without]",
    "can not be _ [without happier prouder more]",
    "please do not | can not [thank wait] | could not [agree be] _ [more happier better prouder] | can not go wrong",
    "could not [pick answer reach find come take] _ [up you your when phone call] | nothing is impossible",
    "not impossible",
    "[understand know realize realise imagine believe hear sorry] _ you _ can not",
    "not that [we i it they] | not because | not only | nobody can not | do not have to | does not have to",
    "do not [let have] [it that this your to] | will not let [you it this that]",
    "will not take _ [long minute minutes]",
    "does not work _ [for with you us] | does not do _ [harm any] | not [refuse deny decline]",
    "is not *ing _ [right well]",
    "can not [imagine believe] | can not [begin express apologize apologise emphasize tell] _ [how enough to]",
    "[is are 's] _ full of | [nobody no] one? [can could will] _ [blame say replace guess know deny]",
    "will not have to | would not have to | turned _ [out on in] | do not use",
)
_DONE = (
    "opened moved sent kept put refunded arranged assigned booked set reserved attached made created added "
    "issued credited ordered replaced shipped given forwarded passed written started changed"
)
_ANSWERS = Phrases(
    "instead | alternatively | as an alternative | another option | what [we i] can | here is what | in place of",
    "can | could [you i we] | [i we you he she they] could",
    "you [may might] _ [ask call try pick order buy get use visit]",
    "[are is am] _ able to | able to | are welcome to | happy to | glad to",
    "[has have] it | has [one two some them] | have [one two three four others another them some plenty similar]",
    "[is are] free | is available | are available | would work | will work | works | would suit | the closest",
    "the same",
    "[another similar equivalent comparable] [one model size brand product date day time] | a different one",
    "please [ask see visit try go use sign choose pick check speak bring send fill take upload] | if you like",
    f"[i we] have _ [{_DONE}]",
    f"[i we] [{_DONE} gave attach enclose suggest]",
    "[has have] been [issued done mended fixed credited replaced] | here [is are] | offers [a an] | ask for",
    "[i we] [recommend offer] | [am are] sending | on [the its] way",
    "has been [assigned refunded sent shipped replaced]",
    "takes walk - ins | i am asking | we are asking | am checking | are checking | are appealing",
    "[i we] could offer | does $ | they [are do can will] $ | we [do are] $ | [is are be] [all]? ready | ready for you",
)
_NO_ANSWERS = Phrases(
    "can [not only understand imagine see assure confirm appreciate no neither relate hear tell be] _ [not only]?",
    "could [i we you] not | [i we you he she they] could [not only] | able to [help assist] you further",
    "have _ [made] _ [decision mistake] | [is are am] _ not _ able to | [are is am] _ [afraid sorry] _ able to",
    "happy to [help hear assist answer have] | glad to [help hear assist answer have] | [is are] not available",
    "[is are] free of | [i we] offer apologies | works _ not | can [do] | is available _ not",
    "[i we] offer our | have some [policies rules]",
)
_COURTESY = Phrases(
    "[any other further more] [questions question concerns doubts queries] | anything else | happy to help",
    "feel free to",
    "please let us know | let us know | hesitate to | make sense | do you understand | hope to see",
    "contact us | call us with",
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday tomorrow tonight mondays fridays"
_MONTHS = "january february march april june july august september october november december"
_FEW = "a an one two three four five six seven ten 1 2 3 4 5 6 7 10 14 24 48 72"
_SPANS = "day days hour hours minute minutes week weeks month"
_TIMES = Phrases(
    f"[{_DAYS}] | next [week month year monday tuesday wednesday thursday friday] | this [afternoon evening]",
    f"in [{_FEW}] [{_SPANS}] | [within by] [the]? [{_FEW} end] _ [{_SPANS}] | by noon",
    f"on [{_MONTHS}] | in [{_MONTHS}] | [back later] [today soon] | the first one is",
)
_UNTIL = Phrases(f"[until till before] _ [{_DAYS} next {_MONTHS} noon]")
_PAST = Phrases(
    "[yesterday last ago was were had asked called wrote requested wanted since thank thanks received appreciate]",
    "[ordered bought closed]",
)

ENGLISH = Wording(
    noes=_NOES,
    no_noes=_NO_NOES,
    commands=Phrases("do not"),
    conditions=words("if whenever unless whether case why should"),
    turns=frozenset({",", ";", ":", "-", "(", ")", "but", "though", "however", '"', "still"}),
    buts=words("but however"),
    thanks=Phrases("[thank thanks understand hope appreciate sorry apologize apologise wish value care know regret]"),
    answers=_ANSWERS,
    no_answers=_NO_ANSWERS,
    courtesy=_COURTESY,
    times=_TIMES,
    until=_UNTIL,
    past=_PAST,
    heads=heads,
    idle=words(
        "see hear continue keep be understand apologize apologise remain hope trust appreciate have know love like",
        "enjoy wish",
        "need regret stay assure respect value",
    ),
)
