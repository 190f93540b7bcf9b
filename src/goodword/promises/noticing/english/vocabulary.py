"""English words, by what they do in a commitment. Forms as tokens have them: no capitals, contractions taken apart."""

from goodword.promises.noticing.wording import words

# Who: people of the house, and others who make promises of their own.
PEOPLE = words(
    "technician technicians tech nurse nurses doctor doctors pharmacist pharmacists colleague colleagues coworker",
    "manager supervisor team teams department staff specialist specialists representative rep reps agent agents",
    "driver drivers courier coordinator receptionist assistant engineer engineers office clinic pharmacy store",
    "shop lab warehouse boss therapist physician practitioner member person partner director lead counselor",
    "dispatcher installer crew plumber electrician accountant billing planner advisor adviser consultant",
    "associate associates clerk dentist hygienist maintenance housekeeping legal accounts accounting dispatch",
    "management reception facilities committee council board moderators moderator operations security sales",
    "support engineering concierge lads boys owner paralegal tutor coach desk group folks guys someone somebody",
    "biller scheduler provider aide caregiver shipping inspector carpenter",
)
OTHERS = words(
    "insurer insurers insurance bank banks carrier fedex ups usps dhl manufacturer supplier landlord employer",
    "court government agency medicare medicaid aetna cigna bcbs paypal visa mastercard amazon lawyer attorney",
    "school airline utility police hospital university city county irs vendor payer plan issuer post postal",
    "verizon comcast tmobile google microsoft apple stripe walmart costco kaiser humana equifax state dmv embassy",
    "consulate dpd hmrc tenant buyer seller social lender underwriter registry",
)
RUNNING_BY_ITSELF = words(
    "flight bus train plane class game movie course webinar sale price prices strike ferry show tour",
)
# What a customer gets: these verbs, said of the customer, are our promise.
RECEIVING = words("have get receive hear see find be expect")
RECEIVED = words(
    "contacted called notified refunded reimbursed credited informed sent given paid emailed hearing getting",
    "receiving able updated issued phoned texted messaged",
)
ABLE_TO = words(
    "see use log access pick collect track view download get have receive start",
)
# What things do when we do our part.
HAPPENING = words(
    "arrive ship leave go reach come appear post land show follow hit process clear get make start begin deliver",
    "drop return turn finish",
)
SHOWS = words(
    "ships leaves arrives goes comes follows gets ship go arrive get",
)
# First-person verbs that promise nothing.
STATES = words(
    "need miss close reopen open wait remember understand appreciate love like know accept require assume expire",
    "remain stay want believe think agree regret hear respect charge operate observe resume reopens receive",
    "benefit",
)
NOT_DOING = words(
    "closing opening waiting expecting experiencing having seeing being running missing hoping wondering offering",
    "moving celebrating observing asking wanting needing including regarding during something anything nothing",
    "everything morning evening taking struggling thinking feeling aiming planning trying traveling travelling",
    "nearing dealing going",
)
MEANING = words(
    "hope plan aim intend expect promise try want commit guarantee undertake",
)
MEANT = words(
    "hoping planning aiming intending expecting trying committed scheduled set due slated expected bound",
)
ADVERBS = words(
    "also then definitely certainly personally just still always either both all each now soon probably hopefully",
    "gladly surely absolutely likely of course again instead together even simply maybe perhaps possibly",
    "potentially first happily kindly today tomorrow therefore myself ourselves normally actually only please try",
    ", - indeed",
)
NO_ADVERBS = words(
    "reply apply supply comply rely fly multiply family only early",
)
NOBODY = words("nobody none noone neither nothing no")
AGENTIVE = words(
    "call phone ring write email reply answer contact text send mail deliver issue refund fix visit let give",
    "check look review bring drop pick forward replace prepare finish resolve investigate install repair advise",
    "tell notify inform take switch confirm process credit put message respond walk meet handle",
)
PLAIN_ADVERBS = ADVERBS - {",", "-", "today", "tomorrow", "try"}
BE = words("am are is 's be being 're")
DETERMINERS = words(
    "our my your the a an another this that these those one any some each every all both his her their",
)
PREPOSITIONS = words("of from in at for on to with by about under regarding within")
# "We will be …" that is a state and no deed.
IDLE = words(
    "closed open out away off unavailable on available here in busy back late limited short unable experiencing",
    "closing opening home offline down running sorry gone moving traveling travelling celebrating observing",
    "required needed based located charged expired cancelled canceled suspended interrupted discontinued",
    "restricted delayed glad a an the no at",
)
READY = words(
    "ready there with on available done complete completed fixed live back yours in waiting your out at finished",
    "able resolved good all up delivered",
)
IRREGULAR = words(
    "sent paid done made put built cut given taken brought found sorted seen read set met held",
)
# Kinds.
CALL_VERBS = words(
    "call phone ring telephone calling phoning ringing telephoning dial called phoned buzz facetime",
)
REPLY_VERBS = words(
    "answered write email reply answer respond update confirm notify inform contact message text follow advise",
    "tell hear report reach writing emailing replying answering responding updating confirming notifying",
    "informing contacting texting hearing contacted notified informed updated touch emailed messaging following",
    "reaching circle loop share explain messaged texted told letting ping",
)
CALL_NOUNS = words("call ring callback phonecall buzz calls tinkle phone bell")
REPLY_NOUNS = words(
    "update reply answer response email message note word confirmation news text heads-up answers updates line",
    "status feedback decision details-by information explanation",
)
LIGHT = words(
    "count give send have get receive expect drop provide make place see shoot find be giving sending having",
    "getting making dropping given sent look watch come go owe put",
)
# "try to", "ask … to", "make sure": what is promised is the verb after them.
LEADING = words(
    "try attempt promise plan hope aim intend want ask arrange ensure make be able need trying hoping planning",
    "aiming remember commit sure going scheduled set due happy glad do endeavor strive see let asking expect",
    "manage remind tell get have slated schedule guarantee",
)
VERBS = words(
    "call phone ring write email reply answer respond update confirm notify inform contact message text follow",
    "advise tell send ship mail deliver issue refund fix visit have get let give check look review process",
    "arrange schedule submit bring drop pick forward fax replace credit order prepare reach report complete",
    "finish resolve investigate make put come stop start provide return transfer release add post file book set",
    "talk speak ask see find take double-check work change cancel move hand print repair install swap expedite",
    "dispatch pass share explain upload circle loop hear receive be try close open reset correct verify adjust",
    "escalate remove sort touch ping",
)
PAST = words(
    "sent asked wrote got made had bought gave left called spoke told said was were did came saw paid needed",
    "received have has are is want wanted need were'nt requested mentioned ordered placed reported",
)
FINITE = words(
    "is are was were has have had can could may might must do does did closes opens ends need needs expires would",
    "takes starts runs begins 's am want wants know should",
)
SUBJECTS = words(
    "i we you it he she they there this that our your the my these those which who",
)
EVENTS = words(
    "appointment appointments visit meeting session class surgery procedure flight appt interview consultation",
    "checkup reservation booking event conference game test webinar party wedding trip holiday birthday exam",
    "hearing",
)
ASKING = words(
    "can could may might shall should would will do does did is are am when what how which who where why have has",
)

OF_A_DAY = words(
    "shift delivery truck van route crew dose edition paper run slot",
)
