"""What complains, and what only sounds so, in English."""

from goodword.playbook.can_do.wording import Phrases
from goodword.promises.noticing.wording import words
from goodword.recovery.noticing.cues import Cue, Wording

_I = "[i we] [am are was were feel felt have been]? [am are been feel felt was were]?"
_VERY = "[so very really extremely deeply quite seriously truly absolutely completely utterly bitterly just rather]?"
_ANGRY = (
    "disappointed dissapointed disapointed dissatisfied unhappy upset angry furious livid outraged appalled disgusted "
    "frustrated annoyed irritated shocked horrified insulted humiliated cheated betrayed fuming ashamed displeased"
)
_OURS = "service experience company shop store clinic pharmacy agency treatment support care place purchase hotline"
_BAD = "terrible awful horrible dreadful poor lousy worst shocking appalling disgraceful pathetic shoddy bad unreliable"
_TIMES = "[second third fourth fifth sixth tenth 2nd 3rd 4th 5th] time"
_MANY = "[three four five six seven eight ten several many countless multiple numerous 3 4 5 6 7 8 10]"
_ASKED = "[called phoned rung rang emailed written wrote asked complained reported reminded explained told been chased]"
_CAME = (
    "[called call calls answered answer answers replied reply came come comes showed shows turned told tells informed "
    "contacted responded responds helped helps picked picks bothered cared cares knew knows apologized apologised "
    "warned explained shown come called been phoned rung written got let]"
)
_WRONG = "[tablets pills medicine medication dose dosage strength drug prescription person patient name address leg]"

_ENOUGH = {
    Cue.SAID: Phrases(
        "[want wish need like have going writing] to _ complain | i am complaining | we are complaining",
        "[make file lodge raise submit register log enter] _ [complaint grievance] | [put putting] in _ complaint",
        "[formal official serious] [complaint grievance] | [is are] my complaint | this is a complaint",
        "[express voice state] _ [dissatisfaction displeasure disappointment frustration anger]",
        "[speak talk] to [the a your] [manager supervisor boss] | hear from _ [in charge your management]",
        "hear from whoever is",
    ),
    Cue.OUTSIDE: Phrases(
        "[report reporting reported] [this you it them your] to [the my a your]",
        "legal [action department steps counsel]",
        "[my our a] [lawyer lawyers solicitor attorney attorneys] | small claims | [trading standards ombudsman]",
        "[sue suing] you | take you to court | in court | better business bureau | consumer protection | the bbb",
        "[state medical nursing pharmacy licensing] board | dispute the [charge payment] | chargeback",
        "[write post leave] _ [bad negative honest one] [star]? review",
        "go to the [press papers media regulator police]",
        "[go going turn] to the [regulator state county board authorities newspaper] | [regulator inspectorate]",
        "terminate _ contract | end the contract for cause | breach of [contract your]",
    ),
    Cue.HARM: Phrases(
        "your [mistake error fault negligence carelessness incompetence blunder] | because of you | thanks to you i",
        "[could might] have [died been killed] | [someone somebody] _ going to [get be] [hurt killed]",
        "[answer pay responsible] for [that this what] _ [you happened]? | you people | how could this happen",
        "[arrived came come delivered] [all completely]? [broken damaged smashed cracked shattered torn spoiled]",
        "[arrived came come delivered] in [pieces bits] | handled _ roughly | smelled of alcohol | smelt of alcohol",
        "you [ruined destroyed broke damaged lost] [my our]",
        "not feel safe | [ruined spoiled spoilt] [our my the his her] | [was were is] ruined | left in tears",
        f"[gave given sent dispensed] _ wrong {_WRONG} | [somebody someone] else _ {_WRONG}",
        "who will [compensate pay] | [deleted wiped erased] our | lost _ [days hours] of | [leaked shared] my",
        "[made reduced] me [cry to tears] | in tears because",
    ),
    Cue.REFUND: Phrases(
        "[want demand expect need require] _ money back | [give send] _ my money back | [demand insist] _ refund",
        "[give send pay] me [a my the] [full]? refund | [want expect] _ [full]? [refund compensation] | just refund",
        "[demand insist] that you | i demand | we demand | refund me | [expect demand] _ [explanation apology]",
        "[expect expecting] a call from your | what are you going to do | [owe owes] me _ [apology explanation]",
        "[withhold withholding] _ payment | where is my [refund money] | treat this as an escalation",
        "escalate _ [this to]",
        "should look into | look into how [he she they] | please explain | [want expect need] _ explained",
        "i expect you to | sort this out | fix this now | do something about",
    ),
    Cue.LEAVING: Phrases(
        "never [again buying shopping ordering coming using setting going]",
        "not _ [coming buying ordering shopping] again",
        "[will would] never [buy use order shop come return recommend deal]",
        "will not be [back returning renewing coming using ordering]",
        "[taking take] my business | [lost losing] _ [customer customers client clients]",
        "[cancel cancelling] everything",
        "[moving move switching switch changing going go] _ to [the a your] [other another competitor different]",
        "[moving switching changing going] _ [elsewhere somewhere] | [go take] _ elsewhere",
        "[looking look] elsewhere",
        "[considering consider] _ switch* | [another other different] [provider supplier vendor] | to a competitor",
        "will be my last | was my last order",
    ),
    Cue.ANGER: Phrases(
        f"[i we] [am are was were feel felt] {_VERY} {_VERY} [{_ANGRY}] | [i we] have been _ [{_ANGRY}]",
        f"[i we] [am are] {_VERY} [fed sick] [up of] | fed up | sick and tired | had enough | last straw",
        "beyond angry",
        f"[i we] [feel felt] _ [let betrayed cheated ignored humiliated] | [feel feeling] [{_ANGRY}]",
        "unacceptable | inexcusable | unforgivable | outrageous | disgraceful | disgrace | intolerable | scandalous",
        "not acceptable | inacceptable | unaceptable | unbelievable | ridiculous | absurd | shambles | beyond belief",
        "a joke | [bad sick] joke | a scam | rip off | rip - off | ripped off | ripoff | fraud",
        "waste of _ [time money]",
        f"[{_BAD}] [customer]? [{_OURS}] | [service] [is was] _ [{_BAD}] | worst _ [{_OURS}]",
        "[not never] _ happen to anyone | should never [have happen] | should not happen | shame on you",
        "[end ends] of my [patience rope tether wits]",
        "[lost losing lose] [all my]? [patience trust faith confidence]",
        "what is wrong with you | what kind of [place company business service] | how dare you | how hard can it",
        "not [happy satisfied impressed good] _ [enough with at about] | not happy | not good enough | not impressed",
        "is not how you [treat run do] | no way to [treat run]",
        "[lack of] [respect care professionalism communication]",
        "my [disappointment frustration dissatisfaction displeasure] | unprofessional | incompeten*",
        "useless",
        "let down | expected better | expected more from you | could at least | stop lying | you lied | been lied to",
        "not [pleased amused thrilled] | gone downhill | a liar | [raise share] _ concerns",
        "absolutely [shocking disgusting disgraceful] | simply not good | expect better | expect more | how on earth",
        "leaves _ to be desired | leaves a lot to be desired | who checks | bad taste",
        "makes me [sick angry furious]",
        "i am done with | we are done with | a disaster | [well far] below what | not what [i we] paid for",
        "a circus",
        "not what [i we] [ordered asked expected wanted pay* agreed] _ [for to]? | [0 zero] stars | one star | crooks",
        "do you [think consider find call] _ [acceptable normal fair reasonable right] | scammers",
        "thieves | worst _ ever",
        "same [circus story nonsense fight drama] | always a [fight struggle] | better service from",
        "as if [i we] were",
        "do you have any idea | like talking to a wall | [finger] | my blood boils | the nerve | not worth the money",
    ),
    Cue.TREATED: Phrases(
        "[rude rudely rudeness] | hung up on [me us my]",
        "[yelled shouted screamed laughed swore sworn] at [me us my]",
        "[dismissive patronizing patronising condescending disrespectful arrogant unfriendly insulting insulted]",
        "treated _ like [dirt a an] | called [me us him her my] _ [stupid liar idiot] | disrespected",
        "talked down to",
        "made me feel [stupid small]",
        "accused [me us] | called a liar | [rolled] _ eyes | ignored [me us] | blamed [me us] | [made making] fun of",
        "[on with] [her his their] phone | talks to [me us] like",
    ),
    Cue.AGAIN: Phrases(
        f"[this now] is _ the? {_TIMES} | for the {_TIMES} | {_TIMES} [i we this that in]",
        "every single [time week day]",
        f"[i we] have _ [now already]? {_ASKED} _ {_MANY} _ times | {_ASKED} {_MANY} times | how many times",
        f"{_MANY} [calls emails mails letters] | over and over | time and time again | again and again",
        "same mistake",
        "[third fourth fifth] _ [running row] | in a row | [fourth third second fifth] [breach failure outage]",
        "wrong _ again",
    ),
    Cue.UNDONE: Phrases(
        "been trying to _ [reach call contact get] you | no call no | ignoring [me us my] | [am are] being ignored",
        "nobody _ [cares gives] | [missed misses] every [date deadline] | [you they] people lost | [you] lost my",
    ),
}
_HINTS = {
    Cue.SAID: Phrases(
        "[hate sorry reluctant] to _ [bother complain moan nag fuss] | not [usually normally often] [complain write]",
        "not want _ [get make cause] _ trouble | would be [nice good great] if",
        "would have [liked expected] | with [all]? [due]? respect",
        "[small one other little] [thing point] : | nobody's fault",
    ),
    Cue.HARM: Phrases(
        "[wrong broken damaged cracked torn spoiled rotten expired mouldy moldy] | [mistake mistakes]",
        "[broke failed leaked leaking stained dented scratched faulty defective filthy dirty mouldy useless unusable]",
        "[does did do] not [work fit start charge open close match] | only [got received sent delivered came]",
        "[er hospital emergency ambulance] | [bruise bruises bleeding throwing vomiting] | [hurt fell injured]",
        "twice the",
        "lost a day | lost _ wages | [cost costs] us | stood still | embarrassed",
    ),
    Cue.REFUND: Phrases(
        "cancel my [account subscription order membership] | [we i] pay for | what [we i] pay",
        "[refund compensate compensation reimburse credit] | [overcharged charged billed] | charge me | collections",
    ),
    Cue.ANGER: Phrases(
        "humiliat* | in tears | crying | for that price | for the price | for that money | [an asking] _ explanation",
        "[apology apologise apologize] | sort [this it that] out | fix [it that] now | seriously",
        "[sadly unfortunately terrible awful horrible dreadful] | frankly | honestly | [careless sloppy lazy]",
    ),
    Cue.TREATED: Phrases(
        "must have _ myself | takes _ seriously | my own fault | [hung hanging] up",
        "[shrugged laughed ignored shouted dismissed] | never once",
    ),
    Cue.AGAIN: Phrases(
        f"again | twice | [{_MANY[1:-1]} two] times | [every] time | yet another | slipped | {_TIMES}",
        "same _ questions",
        f"{_MANY} [different]? people | {_MANY} different",
    ),
    Cue.UNDONE: Phrases(
        f"[nobody noone] _ {_CAME} | no one _ {_CAME} | not [one a single] [call word reply answer update]",
        "never [once]? [told called came showed turned replied answered informed got received heard arrived]",
        "[did does] not [show turn bother answer reply call even] | still [no not nothing waiting without]",
        "[waited waiting kept] _ [hour hours minutes weeks days months]",
        "without [telling informing anybody asking warning]",
        "on hold | cut off | [left leave] _ [messages voicemails] | nobody takes | no one takes",
        "never [told informed warned]",
        "[are is came come comes arrived arrives was] [always]? late | without notice | no note | does anybody",
        "does anyone",
        "[sitting waiting standing stood sat] _ [since for] | been [sitting waiting standing left] | [was were] told",
        "[not a] single [one time person] | [told assured] [it that] | [minutes hours] late | none of [whom them you]",
        "just once | for once",
        "came without | [was is were are] missing | for weeks | for months | every day since | in vain | chasing",
        "to no avail",
        "nothing happens | nothing happened | left _ [waiting alone lying outside] | you [promised told] me",
        "was promised",
        "[late days weeks] late | chase you | then _ disappears | no [response reply answer apology explanation]",
        "[were was] promised | not even | [it its] been _ [weeks months] | you cancelled | you canceled",
        "paid for | why am i | without a word | and now you",
    ),
}

ENGLISH = Wording(
    enough=_ENOUGH,
    hints=_HINTS,
    not_so=Phrases(
        "[not no never without] _ [complain complaint complaining complaints upset angry disappointed let wrong]",
        "[can could] not complain | nothing to complain | not _ [a an] complaint | no complaint | anything but",
        "[no not] [mistake problem disaster] | once again [thank thanks] | again [thank thanks for please]",
        "thank* _ again",
        "thanks again | until never | see you again | come back again | looking forward _ again | if it ever",
        "[chief presenting main] complaint | complains of | complaining of | complaint of",
        "[try call come order buy use] again | would not hurt | does not hurt | it hurts | my mistake",
        "my own mistake",
        "[disappointed sad sorry upset gutted sorry] to [miss have hear see leave lose be]",
        "[sound seem sounds be] rude | my fault | our mistake | our fault",
        "[pain pains knee back head throat stomach leg cough eyes] _ [terrible awful]",
        "[cough fever pain rash headache cold infection it] is _ [back worse] | [nurse doctor] _ [if whether]",
        "[fed up sick tired] of the [pain cough rain] | with the pain | [with at] myself | the pain",
        "[terrible awful horrible] [pain headache cough cold weather news accident] | hurts terribly",
    ),
    turns=frozenset({",", ";", ":", "-", "(", ")", "but", "though", "however", '"'}),
    wondering=Phrases("why | how [long often] | [does will did would] [anybody anyone somebody someone]"),
    conditions=words("if whenever unless whether should case"),
    others=Phrases(
        "[insurer insurance insurers bus airline bank landlord neighbor neighbour neighbors neighbours courier]",
        "[fedex ups usps dhl dpd hermes evri amazon paypal] | royal mail | [another other] [shop store company place]",
        "[other another] [brand brands companies stores shops providers people]",
        "[my his her their] [doctor employer boss brother sister husband wife mother father dad mom mum son daughter]",
        "other [pharmacy shop store clinic agency company provider supplier hospital] | the hospital",
        "[old previous former last] [pharmacy shop store clinic agency company provider supplier doctor]",
        "of our [customers clients patients guests] | our [customer client patient] was | [reviews read] online",
        "[competitor postman mailman post government weather traffic railway] | post office | [they] are useless",
        "[dad mom mum he she] was [upset angry]",
    ),
    to_us=words("you your yours yourselves u ur"),
    settled=Phrases(
        "all good now",
        "[all everything it] [is has] [been]? [fine fixed solved sorted settled resolved okay ok] now?",
        "[thank thanks] _ for _ [putting sorting fixing solving resolving correcting settling mending] | happy now",
        "[sorry apologies apologize apologise] for _ [angry rude harsh my] _ [mail email message letter tone call]",
        "[satisfied happy pleased] with how | no longer [a an] [complaint problem issue] | [was were] my mistake",
        "had complained | i withdraw | take back what i | [is are] fine on your | not complaining | no complaints",
        "[forget ignore disregard] my [last previous earlier] [mail email message letter]",
        "[can could] not complain | do not worry about",
    ),
    automatic=Phrases(
        "out of office | out of the office | automatic reply | auto reply | auto - reply | autoreply",
        "automated _ message",
        "do not reply to this | [away on] _ leave until | on vacation until | undeliverable",
        "delivery status notification",
        "mailer - daemon | unsubscribe",
    ),
    calm=Phrases(
        "no rush | no hurry | no worries | these things happen | not urgent | when you have _ [minute moment time]",
        "[great lovely wonderful excellent best amazing fantastic] _ [help service table team work people]",
        "well done",
        "always been [great kind wonderful good] | i appreciate | you were _ [great wonderful] | love* the",
    ),
)
