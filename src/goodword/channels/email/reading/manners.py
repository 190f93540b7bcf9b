"""How mail programs introduce what they quote and sign what they send, in the languages people write.

en, es, de, fr, pt, it, nl, pl, ru, ja, zh (and a few neighbours): expressions for `quoting` and `signatures`.
"""

# The end or the middle of "On Monday, Ana wrote:".
WROTE = (
    r"\b(?:wrote|writes|escribi[óo]|escribe|schrieb|schreibt|a [ée]crit|[ée]crit|ha scritto|scrive|"
    r"escreveu|schreef|geschreven|napisał(?:\(?a\)?)?|pisze|skrev|kirjoitti|написал(?:\(?а\)?)?|пишет|"
    r"писал(?:\(?а\)?)?)(?!\w)|写道|寫道|书写|書きました|書いた|のメール|님이 작성"
)

# How such a line begins when it is wrapped.
INTRODUCED = r"(?:On|El|Am|Le|Il|Em|Op|Den|W dniu|Dnia|No dia|A|At|在|於|于)\b|在|於"

# "-----Original Message-----" without its dashes.
ORIGINAL = (
    "Original Message|Original Email|Mensaje original|Correo original|Ursprüngliche Nachricht|"
    "Original-Nachricht|Originalnachricht|Message d['’]origine|Message original|Courriel original|"
    "Messaggio originale|Mensagem original|Oorspronkelijk(?:e)? bericht|Origineel bericht|"
    "Wiadomość oryginalna|Oryginalna wiadomość|Исходное сообщение|Оригинальное сообщение|"
    "Первоначальное сообщение|元のメッセージ|Original|原始邮件|原始郵件|邮件原件|原始訊息|回复邮件|"
    "原邮件|Ursprungligt meddelande|Oprindelig meddelelse"
)

# "---------- Forwarded message ----------".
FORWARDED = (
    "Forwarded message|Begin forwarded message|Mensaje reenviado|Weitergeleitete Nachricht|"
    "Message transféré|Message réexpédié|Début du message (?:transféré|réexpédié)|Messaggio inoltrato|"
    "Inizio messaggio inoltrato|Mensagem encaminhada|Mensagem reencaminhada|Doorgestuurd bericht|"
    "Begin doorgestuurd bericht|Przekazana wiadomość|Wiadomość przekazana dalej|Пересылаемое сообщение|"
    "Пересланное сообщение|Начало переадресованного сообщения|転送されたメッセージ|転送メッセージ|"
    "転送された件名付きのメッセージ|转发的邮件|转发邮件信息|转发邮件|轉寄郵件|已转发邮件|開始轉寄郵件|"
    "开始转发的邮件|Inicio del mensaje reenviado|Anfang der weitergeleiteten Nachricht|"
    "Comienzo del mensaje reenviado"
)

# The labels of the block that Outlook and others put above what they quote.
FROM = (
    "From|De|Von|Da|Van|Od|От|От кого|差出人|送信元|发件人|寄件者|寄件人|發件人|Expéditeur|Remitente|"
    "Mittente|Afzender|Absender"
)

SENT = (
    "Sent|Date|Enviado|Enviado el|Enviado em|Enviada em|Fecha|Data|Gesendet|Gesendet am|Datum|Envoyé|"
    "Envoyé le|Inviato|Inviato il|Verzonden|Wysłano|Wysłane|Отправлено|Дата|Отправлен|送信日時|日時|"
    "送信日|日付|发送时间|发送日期|时间|日期|寄件日期|傳送時間|傳送日期"
)

OTHER = (
    "To|Cc|Bcc|Subject|Para|CC|Asunto|An|Betreff|À|A|Objet|Oggetto|Aan|Onderwerp|Assunto|Do|Temat|DW|"
    "Кому|Копия|Тема|宛先|件名|CC|收件人|收件者|抄送|副本|主题|主旨|主題|标题|Reply-To|Antwort an|"
    "Responder a|Répondre à|Importance|Priority"
)

# "Sent from my iPhone": how it begins, how it ends in Japanese and Chinese, and what must stand in it.
SENT_FROM = (
    r"(?:Sent (?:from|via|with|using|by)|Enviad[oa] (?:desde|con|por|a través|do|da|de|pelo|pela|a partir|via)|"
    r"(?:Diese Nachricht wurde )?von meine[mr]|Gesendet (?:von|vom|mit|aus|über|via)|"
    r"Envoyé (?:de|depuis|avec|à partir|via|par)|Inviato (?:da|dal|dallo|dalla|con|tramite)|"
    r"(?:Verstuurd|Verzonden) (?:vanaf|vanuit|met|via|van)|Wysłan[oey] (?:z|ze|za|przez|przy)|"
    r"(?:Отправлено|Послано) (?:с|из|через|от)|(?:Skickat|Sendt|Sendes) (?:från|fra|med)|"
    r"(?:Get|Download|Obtener|Obtén|Obter|Obtenha|Descargar?|Baixar|Holen Sie sich|Obtenir|Obtenez|Télécharge[rz]|"
    r"Ottieni|Scarica|Pobierz|Получить|Скачать|Hämta|Hent) [^\n]{0,20}(?:Outlook|Mail)|"
    r"Outlook (?:für|voor|для|for)\b|发自|發自|来自|來自|从我的|自我的|获取适用于|下載|取得)"
)

SENT_FROM_AT_THE_END = "(?:から送信|より送信|を入手|から送信されました|傳送自|傳送|发送)"

DEVICES = (
    "(?:iPhone|iPad|iPod|Apple|iOS|iCloud|Android|Galaxy|Samsung|Huawei|Honor|Xiaomi|Redmi|Mi Phone|OPPO|"
    r"vivo|OnePlus|Pixel|Nokia|Motorola|BlackBerry|Outlook|Yahoo|Proton|Gmail|GMX|WEB\.DE|1&1|AOL|"
    r"Thunderbird|Windows|Mail\b|Mail\.ru|Почт[ыа]|Яндекс|Spark|Tutanota|Libero|Virgilio|Orange|mobile?\b|"
    "móvil|celular|téléphone|teléfono|telefone|Handy|Smartphone|Mobilger|Telefon|telefoon|mobiln|"
    "cellulare|tablet|手机|手機|华为|小米|邮箱|郵箱|QQ|网易|スマートフォン|携帯)"
)
