"""Everything that can be asked of the policy, one name an act."""

PUPIL_VIEW = "pupil.view"
PUPIL_EDIT = "pupil.edit"
REGISTER_VIEW = "register.view"
REGISTER_TAKE = "register.take"
ABSENCE_EDIT = "absence.edit"
P_APPROVE = "p.approve"
CERTIFICATE_VIEW = "certificate.view"
CERTIFICATE_ADD = "certificate.add"
DUTY_VIEW = "duty.view"
DUTY_CLOSE = "duty.close"
SCHOOL_VIEW = "school.view"
SCHOOL_MANAGE = "school.manage"
MEMBER_MANAGE = "member.manage"
ORGANISATION_CREATE = "organisation.create"
IMPORT_RUN = "import.run"
EXPORT_RUN = "export.run"
LOG_VIEW = "log.view"
LOG_VERIFY = "log.verify"
OPERATIONS_KEEP = "operations.keep"
CONSENT_VIEW = "consent.view"
CONSENT_RECORD = "consent.record"
WISH_VIEW = "wish.view"
WISH_RECORD = "wish.record"
ABILITY_JUDGE = "ability.judge"
CASE_VIEW = "case.view"
NOTE_VIEW = "note.view"
NOTE_WRITE = "note.write"
NOTE_WITHDRAW = "note.withdraw"
GRANT_VIEW = "grant.view"
GRANT_REASON = "grant.reason"
GRANT_GIVE = "grant.give"
GRANT_WITHDRAW = "grant.withdraw"
CASE_ASSIGN = "case.assign"
ACCESS_REQUEST = "access.request"
ACCESS_ANSWER = "access.answer"
GLASS_BREAK = "glass.break"
NOTICE_VIEW = "notice.view"
ACCOUNT_LINK = "account.link"
PROTOCOL_VIEW = "protocol.view"
PROTOCOL_MANAGE = "protocol.manage"
TRANSFER_VIEW = "transfer.view"
TRANSFER_PREPARE = "transfer.prepare"
TRANSFER_OBJECT = "transfer.object"
TRANSFER_ACCEPT = "transfer.accept"
RETENTION_VIEW = "retention.view"
RETENTION_DECIDE = "retention.decide"
FILE_GIVE = "file.give"
LETTER_SEND = "letter.send"
LETTER_MANAGE = "letter.manage"
FORM_POLICY = "form.policy"
FORM_MANAGE = "form.manage"
GUIDANCE_KEEP = "guidance.keep"
GUIDANCE_PRINT = "guidance.print"
PARENTS_MEET = "parents.meet"
UNWILLING_FIND = "unwilling.find"
QUALITY_KEEP = "quality.keep"
QUALITY_FIX = "quality.fix"
COOPERATION_KEEP = "cooperation.keep"
COOPERATION_CONFIRM = "cooperation.confirm"
MEETING_ATTEND = "meeting.attend"
MEETING_HOLD = "meeting.hold"
INCIDENT_RECORD = "incident.record"
TUCHT_KEEP = "tucht.keep"
TUCHT_ADVISE = "tucht.advise"
ATTEST_CONTEST = "contest.keep"
DIRECTORY_VIEW = "directory.view"
DIRECTORY_KEEP = "directory.keep"
SICK_VIEW = "sick.view"
SICK_KEEP = "sick.keep"
CASE_WATCH = "case.watch"
CASE_JOIN = "case.join"
CLB_DOOR = "clb.door"
CLB_REPORT = "clb.report"
SUPPORT_SIGNAL = "support.signal"
REFERRAL_MAKE = "referral.make"
PLACES_VIEW = "places.view"
PLACES_KEEP = "places.keep"
PLACES_FIGURES = "places.figures"
WAITING_VIEW = "waiting.view"
WAITING_KEEP = "waiting.keep"
REFUSAL_VIEW = "refusal.view"
REFUSAL_KEEP = "refusal.keep"
PLACEMENT_KEEP = "placement.keep"
PLACEMENT_LOP = "placement.lop"
OWN_VIEW = "own.view"
HOME_ANSWER = "home.answer"
QUIET_SET = "quiet.set"
LEERPLICHT_VIEW = "leerplicht.view"
LEERPLICHT_KEEP = "leerplicht.keep"
LEERPLICHT_NOTE = "leerplicht.note"
LEERPLICHT_FIGURES = "leerplicht.figures"
INCLUSION_VIEW = "inclusion.view"
INCLUSION_KEEP = "inclusion.keep"
INCLUSION_FIGURES = "inclusion.figures"
SITTER_VIEW = "thuiszitter.view"
SITTER_KEEP = "thuiszitter.keep"
SITTER_FIGURES = "thuiszitter.figures"
FIGURES_VIEW = "figures.view"
API_MANAGE = "api.manage"
DISCIMUS_KEEP = "discimus.keep"

NAMES: dict[str, str] = {
    OWN_VIEW: "zien wat over zichzelf of het eigen kind genoteerd is",
    HOME_ANSWER: "vragen en meldingen van leerlingen en ouders beantwoorden",
    QUIET_SET: "berichten naar huis stilleggen voor één leerling",
    PUPIL_VIEW: "de pagina van een leerling zien",
    PUPIL_EDIT: "gegevens van een leerling wijzigen",
    REGISTER_VIEW: "registers zien",
    REGISTER_TAKE: "het register nemen",
    ABSENCE_EDIT: "afwezigheden ingeven en verbeteren",
    P_APPROVE: "beslissen over code P (persoonlijke reden)",
    CERTIFICATE_VIEW: "attesten zien",
    CERTIFICATE_ADD: "attesten registreren",
    DUTY_VIEW: "zien wie de school of het CLB nodig heeft",
    DUTY_CLOSE: "vastleggen wat er gedaan is",
    SCHOOL_VIEW: "scholen zien",
    SCHOOL_MANAGE: "een school beheren",
    MEMBER_MANAGE: "beheren wie er werkt",
    ORGANISATION_CREATE: "organisaties maken",
    IMPORT_RUN: "gegevens invoeren",
    EXPORT_RUN: "gegevens uitvoeren",
    LOG_VIEW: "zien wie in een dossier keek",
    LOG_VERIFY: "nakijken of het logboek volledig is",
    OPERATIONS_KEEP: "de werking van de installatie opvolgen",
    CONSENT_VIEW: "toestemmingen en bezwaren zien",
    CONSENT_RECORD: "toestemmingen en bezwaren noteren",
    WISH_VIEW: "zien of de leerling wil dat ouders iets niet weten",
    WISH_RECORD: "noteren dat de leerling dat niet wil",
    ABILITY_JUDGE: "beoordelen of een leerling zelf kan beslissen",
    CASE_VIEW: "het dossier van een leerling openen",
    NOTE_VIEW: "aantekeningen lezen",
    NOTE_WRITE: "aantekeningen schrijven",
    NOTE_WITHDRAW: "aantekeningen intrekken",
    GRANT_VIEW: "zien wie toegang kreeg",
    GRANT_REASON: "zien waarom iemand toegang kreeg",
    GRANT_GIVE: "toegang geven tot één dossier",
    GRANT_WITHDRAW: "toegang intrekken",
    CASE_ASSIGN: "CLB-medewerkers op een dossier zetten",
    ACCESS_REQUEST: "toegang vragen tot één dossier",
    ACCESS_ANSWER: "een vraag om toegang beantwoorden",
    GLASS_BREAK: "bij acuut gevaar een dossier openen",
    NOTICE_VIEW: "verwittigd worden van een opening bij acuut gevaar",
    ACCOUNT_LINK: "accounts van leerlingen en ouders koppelen",
    PROTOCOL_VIEW: "protocollen tussen organisaties zien",
    PROTOCOL_MANAGE: "protocollen met andere organisaties noteren en beëindigen",
    TRANSFER_VIEW: "overdrachten naar een andere school of een ander CLB zien",
    TRANSFER_PREPARE: "een overdracht voorbereiden en versturen",
    TRANSFER_OBJECT: "verzet tegen een overdracht vastleggen",
    TRANSFER_ACCEPT: "een overdracht aanvaarden",
    RETENTION_VIEW: "zien tot wanneer iets bewaard blijft",
    RETENTION_DECIDE: "beslissen over vernietiging",
    FILE_GIVE: "het eigen dossier geven aan leerling of ouders",
    LETTER_SEND: "brieven maken en versturen",
    LETTER_MANAGE: "sjablonen en huisstijl van brieven wijzigen",
    FORM_POLICY: "formulieren over het beleid van de school invullen",
    FORM_MANAGE: "eigen formulieren van de school maken",
    GUIDANCE_KEEP: "begeleidingsdossiers, plannen en afspraken bijhouden",
    GUIDANCE_PRINT: "een begeleidingsdossier afdrukken voor de verificatie",
    PARENTS_MEET: "oudercontacten plannen en noteren wie van de ouders kwam",
    UNWILLING_FIND: "onwil van ouders vaststellen",
    QUALITY_KEEP: "de zelfaudit, bevragingen en acties van de eigen school bijhouden",
    QUALITY_FIX: "een zelfaudit vastzetten en een bevraging openen of afsluiten",
    COOPERATION_KEEP: "samenwerkingsafspraken tussen school en CLB lezen en schrijven",
    COOPERATION_CONFIRM: "samenwerkingsafspraken tussen school en CLB bevestigen",
    MEETING_ATTEND: "deelnemen aan de cel leerlingenbegeleiding",
    MEETING_HOLD: "de cel leerlingenbegeleiding plannen en leiden",
    INCIDENT_RECORD: "incidenten noteren en opvolgen",
    TUCHT_KEEP: "maatregelen en tuchtprocedures leiden",
    TUCHT_ADVISE: "advies geven in een tuchtprocedure",
    ATTEST_CONTEST: "een betwist C-attest opvolgen",
    DIRECTORY_VIEW: "het aanbod van partners zien",
    DIRECTORY_KEEP: "het aanbod van partners bijhouden",
    SICK_VIEW: "zien welk onderwijs een zieke leerling krijgt",
    SICK_KEEP: "onderwijs voor zieke leerlingen aanvragen en bijhouden",
    CASE_WATCH: "zien welke casussen stilliggen",
    CASE_JOIN: "als partner meewerken aan een casus",
    CLB_DOOR: "signalen aan het CLB zien en beantwoorden",
    CLB_REPORT: "leerlingen aan het CLB melden en in volgorde zetten",
    SUPPORT_SIGNAL: "het CLB discreet laten weten dat ouders steun kunnen gebruiken",
    REFERRAL_MAKE: "doorverwijzingen beginnen en opvolgen",
    PLACES_VIEW: "zien waar er plaats is",
    PLACES_KEEP: "melden hoeveel plaats er is",
    PLACES_FIGURES: "aantallen van plaatsen, wachtlijsten en weigeringen zien",
    WAITING_VIEW: "wachtlijsten zien",
    WAITING_KEEP: "wachtlijsten bijhouden",
    REFUSAL_VIEW: "gemelde weigeringen zien",
    REFUSAL_KEEP: "weigeringen melden en opvolgen",
    PLACEMENT_KEEP: "samen zoeken naar een school voor wie er geen heeft",
    PLACEMENT_LOP: "afspraken en beurtrol van het LOP bijhouden, en de cijfers van zoektochten zien",
    LEERPLICHT_VIEW: "kinderen zien die bij de leerplichtcontrole nergens gevonden zijn",
    LEERPLICHT_KEEP: "de jaarlijkse leerplichtcontrole leiden",
    LEERPLICHT_NOTE: "noteren wat er voor een niet gevonden kind gedaan is",
    LEERPLICHT_FIGURES: "aantallen van de leerplichtcontrole zien",
    INCLUSION_VIEW: "de knipperlichten over inclusie van een school zien",
    INCLUSION_KEEP: "de drempels van de knipperlichten over inclusie wijzigen",
    INCLUSION_FIGURES: "aantallen over inclusie van een streek zien",
    SITTER_VIEW: "zien wie geen of geen voltijds onderwijs krijgt",
    SITTER_KEEP: "het register van thuiszitters bijhouden",
    SITTER_FIGURES: "aantallen van thuiszitters zien",
    FIGURES_VIEW: "cijfers van school, bestuur, CLB of streek zien",
    API_MANAGE: "koppelingen met andere programma’s beheren",
    DISCIMUS_KEEP: "volgen wat Discimus van de school weet, en opnieuw aanbieden",
}
