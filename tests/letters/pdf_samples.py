# ruff: noqa: E501 - the sentences of letters are easier to read whole
"""Openly fictional documents that look like real ones: letters in four languages and a long dossier."""

from __future__ import annotations

from datetime import UTC, datetime

from caseapp.letters.document import (
    Annex,
    AnnexList,
    Block,
    BulletList,
    CheckCode,
    Column,
    Contents,
    Cover,
    Document,
    Fact,
    Footer,
    Heading,
    InfoBlock,
    KeyValues,
    Letterhead,
    Note,
    NumberedFact,
    Paragraph,
    Recipient,
    Row,
    Salutation,
    Signature,
    Span,
    Subject,
    Table,
    rich,
    value,
)

ISSUED = datetime(2026, 11, 23, 9, 30, 15, tzinfo=UTC)
FOOT = "Northern Light Legal Aid · Reg. no. 40008123456 · Brīvības iela 1, LV-1010 Rīga"


def english_letter(*, draft: bool = False) -> Document:
    name = "Elena Ivanovna PETROVA"
    return Document(
        lang="en-GB",
        title="Support letter: application for a humanitarian visa of Ms Elena Ivanovna Petrova",
        author_org="Northern Light Legal Aid",
        letterhead=Letterhead("Northern Light Legal Aid", "Independent support for people at risk"),
        footer=Footer(FOOT),
        created=ISSUED,
        reference="NL-2026-0412",
        draft=draft,
        blocks=(
            Recipient(
                (
                    "Embassy of Exampleland",
                    "Visa and Protection Section",
                    "Attn. the Head of Section",
                    "Beispielstraße 12",
                    "10117 Berlin",
                ),
                "Northern Light Legal Aid · Brīvības iela 1 · LV-1010 Rīga",
                anchor="contact:1",
            ),
            InfoBlock(
                (
                    Fact("Our reference", "NL-2026-0412"),
                    Fact("Your reference", "—"),
                    Fact("Date", "23 November 2026"),
                    Fact("Contact", "Anna Ozola, case lead"),
                    Fact("Telephone", "+371 6000 0000", anchor="org:phone"),
                    Fact("E-mail", (Span("protection@example.org", link="mailto:protection@example.org"),)),
                )
            ),
            Subject(
                "Support letter: application for a humanitarian visa of Ms Elena Ivanovna Petrova, "
                "born 14 May 1987",
                anchor="case:subject",
            ),
            Salutation("Dear Madam or Sir,"),
            Paragraph(
                rich(
                    "Northern Light Legal Aid is a registered, independent association that has documented "
                    "repression and assisted people at risk since 2014. We write in support of the application "
                    "lodged by Ms ",
                    Span(name, bold=True, isolate=True),
                    " (",
                    value("Елена Ивановна Петрова", lang="ru"),
                    "; Georgian: ",
                    value("ელენა პეტროვა", lang="ka"),
                    "; Arabic: ",
                    value("إيلينا بيتروفا", lang="ar"),
                    "), whom we have assisted since March 2024 and whose identity we have verified against her "
                    "passport.",
                ),
                anchor="person:1",
            ),
            Heading("Facts established"),
            NumberedFact(
                1,
                "Ms Petrova is a journalist and an elected municipal deputy. Between 2019 and 2024 she published "
                "41 articles on the treatment of conscientious objectors.",
                anchor="fact:1",
            ),
            NumberedFact(
                2,
                "On 12 March 2024 she was detained in Moscow, held for 48 hours without access to counsel, and "
                "released under a travel restriction. Two witnesses, interviewed separately, confirm this account.",
                "Source: detention record, Annex A-1; interviews of 3 and 9 April 2024",
                anchor="fact:2",
            ),
            NumberedFact(
                3,
                "On 2 July 2024 criminal case no. 12401450002000123 was opened against her under Article 280.3 of "
                "the Criminal Code. We hold a copy of the decision.",
                "Source: decision to open a criminal case, Annex A-3",
                anchor="fact:3",
            ),
            Heading("Chronology of incidents"),
            Table(
                (
                    Column("Date", 21, figures=True),
                    Column("Place", 21),
                    Column("Incident", 78),
                    Column("Source", 45),
                ),
                (
                    Row(
                        (
                            "12.03.2024",
                            "Moscow",
                            "Detention after a peaceful assembly; no access to counsel for 48 hours",
                            "Annex A-1; two witnesses",
                        ),
                        anchor="incident:1",
                    ),
                    Row(
                        (
                            "19.03.2024",
                            "Moscow",
                            "Search of the flat; laptop, two telephones and notebooks seized",
                            "Annex A-2, search record",
                        ),
                        anchor="incident:2",
                    ),
                    Row(
                        (
                            "02.07.2024",
                            "Moscow",
                            "Criminal case opened under Art. 280.3 («дискредитация»)",
                            "Annex A-3, decision",
                        ),
                        anchor="incident:3",
                    ),
                    Row(
                        (
                            "11.09.2024",
                            "Tbilisi",
                            "Name placed on the federal wanted list (“розыск”)",
                            "Annex A-4, register extract",
                        ),
                        anchor="incident:4",
                    ),
                    Row(
                        (
                            "05.02.2025",
                            "Tbilisi",
                            "Threatening messages mentioning her daughter’s school",
                            "Annex A-5, screenshots",
                        ),
                        anchor="incident:5",
                    ),
                ),
            ),
            Heading("Assessment"),
            Paragraph(
                "On the basis of the documents examined and of our interviews, we consider the account given by "
                "Ms Petrova to be consistent, detailed and corroborated by independent sources. In our assessment "
                "she would face a real risk of arbitrary detention and of treatment contrary to Article 3 of the "
                "European Convention on Human Rights if she were returned. The passport expires on 30 January "
                "2027; after that date she cannot travel, and the consular services of her State of nationality "
                "are not open to her without endangering herself."
            ),
            Paragraph(
                "We therefore respectfully ask that her application be examined with priority, and we remain at "
                "your disposal for any question. The documents listed below are enclosed; the originals are kept "
                "by us and can be inspected at any time."
            ),
            Paragraph(
                rich(
                    "To make sure that this letter comes from us, please call the number in our entry of the public "
                    "register, or see ",
                    Span("example.org/verify", link="https://example.org/verify"),
                    ". No personal data are shown on that page.",
                )
            ),
            Signature("Yours faithfully,", "Anna Ozola", "Head of Protection", "Northern Light Legal Aid"),
            CheckCode(
                "Check code",
                "7K4M-Q2XD-91TP",
                "NL-2026-0412 · issued 23 November 2026",
                "CASEAPP:NL-2026-0412:7K4M-Q2XD-91TP",
                "QR code with the check code of this letter: 7K4M-Q2XD-91TP",
            ),
            AnnexList(
                "Annexes",
                (
                    Annex("A-1", "Detention record of 12 March 2024, with certified translation", 2),
                    Annex("A-2", "Search record of 19 March 2024", 4),
                    Annex("A-3", "Decision to open a criminal case, with certified translation", 3),
                    Annex("A-4", "Extract from the wanted register", 1),
                    Annex("A-5", "Screenshots, notarised", 6),
                ),
            ),
        ),
    )


def russian_letter() -> Document:
    return Document(
        lang="ru",
        title="Письмо в поддержку ходатайства о предоставлении убежища: Кузьминов Алексей Сергеевич",
        author_org="Правовая помощь «Северный свет»",
        letterhead=Letterhead(
            "Правовая помощь «Северный свет»", "Независимая поддержка людей, которым угрожает опасность"
        ),
        footer=Footer("«Северный свет» · рег. № 40008123456 · Бривибас 1, LV-1010 Рига"),
        created=ISSUED,
        reference="СС-2026-0117",
        marking="Конфиденциально",
        blocks=(
            Recipient(
                (
                    "Департамент миграции Примерландии",
                    "Отдел по рассмотрению ходатайств об убежище",
                    "ул. Образцовая, д. 7",
                    "0108 Тбилиси",
                ),
                "«Северный свет» · Бривибас 1 · LV-1010 Рига",
            ),
            InfoBlock(
                (
                    Fact("Наш номер", "СС-2026-0117"),
                    Fact("Дата", "23 ноября 2026 г."),
                    Fact("Исполнитель", "А. К. Озола"),
                    Fact("Телефон", "+371 6000 0000"),
                    Fact("Эл. почта", "protection@example.org"),
                )
            ),
            Subject("О поддержке ходатайства Кузьминова Алексея Сергеевича, 3 февраля 1991 года рождения"),
            Salutation("Уважаемые дамы и господа!"),
            Paragraph(
                rich(
                    "Организация «Северный свет» с 2014 г. документирует преследования и оказывает помощь людям, "
                    "которым угрожает опасность. Настоящим письмом мы поддерживаем ходатайство ",
                    value("Кузьминова Алексея Сергеевича", bold=True),
                    " (в паспорте: ",
                    value("KUZMINOV ALEKSEI", lang="en"),
                    "), личность которого мы установили по заграничному паспорту. Мы сопровождаем его дело с "
                    "19 апреля 2025 г. и лично беседовали с ним в г. Тбилиси.",
                )
            ),
            Heading("Установленные обстоятельства"),
            NumberedFact(
                1,
                "А. С. Кузьминов работал инженером и с 2021 г. публиковал материалы о нарушениях прав призывников. "
                "На его канал было подписано более 12 000 человек.",
            ),
            NumberedFact(
                2,
                "14 марта 2025 г. в отношении него возбуждено уголовное дело № 12501450002000045 по ч. 1 ст. 207.3 "
                "УК РФ; 2 апреля 2025 г. он объявлен в федеральный розыск.",
                "Источник: постановление о возбуждении дела, приложение 1",
            ),
            NumberedFact(
                3,
                "После отъезда ему не менее шести раз угрожали в сообщениях; неизвестный звонивший назвал его "
                "домашний адрес и сказал: «Не заказывай еду на дом».",
                "Источник: снимки экрана и запись разговора, приложения 2 и 3",
            ),
            Heading("Угрозы и происшествия"),
            Table(
                (
                    Column("Дата", 23),
                    Column("Место", 24),
                    Column("Что произошло", 75),
                    Column("Источник", 43),
                ),
                (
                    Row(
                        (
                            "14.03.2025",
                            "Москва",
                            "Возбуждено уголовное дело по ч. 1 ст. 207.3 УК РФ",
                            "Приложение 1",
                        )
                    ),
                    Row(("02.04.2025", "Москва", "Объявлен в федеральный розыск", "Приложение 1, с. 4")),
                    Row(
                        (
                            "08.2025",
                            "Тбилиси",
                            "Слежка у дома в течение трёх дней; двое мужчин в автомобиле без номеров",
                            "Показания соседей",
                        )
                    ),
                    Row(
                        (
                            "21.10.2025",
                            "Тбилиси",
                            "Звонок с предупреждением не заказывать еду на дом",
                            "Приложение 3, запись",
                        )
                    ),
                ),
            ),
            Heading("Оценка"),
            Paragraph(
                "Изученные документы и беседы позволяют считать рассказ заявителя последовательным, подробным и "
                "подтверждённым независимыми источниками. По нашей оценке, в случае возвращения ему грозит реальная "
                "опасность произвольного лишения свободы и обращения, противоречащего ст. 3 Конвенции о защите прав "
                "человека и основных свобод. В стране пребывания угрозы продолжались, и обращения в полицию не "
                "привели к его защите."
            ),
            Paragraph(
                "Просим рассмотреть ходатайство в приоритетном порядке. Мы готовы ответить на любые вопросы и "
                "представить оригиналы документов."
            ),
            Signature(
                "С уважением,", "Анна Озола", "Руководитель отдела защиты", "Правовая помощь «Северный свет»"
            ),
            AnnexList(
                "Приложения",
                (
                    Annex("1", "Постановление о возбуждении уголовного дела и сведения о розыске", 5),
                    Annex("2", "Снимки экрана с угрозами, заверенные нотариусом", 6),
                    Annex("3", "Расшифровка телефонного разговора 21 октября 2025 г.", 2),
                ),
            ),
            CheckCode(
                "Код проверки",
                "4RTD-88QX-M2KA",
                "СС-2026-0117 · выдано 23 ноября 2026 г.",
                "CASEAPP:SS-2026-0117:4RTD-88QX-M2KA",
                "QR-код с кодом проверки этого письма: 4RTD-88QX-M2KA",
            ),
        ),
    )


def arabic_letter() -> Document:
    return Document(
        lang="ar",
        title="خطاب دعم: طلب تأشيرة إنسانية للسيدة ليلى أحمد حسن",
        author_org="Northern Light Legal Aid",
        letterhead=Letterhead("نور الشمال للمساعدة القانونية", "دعم مستقل للأشخاص المعرضين للخطر"),
        footer=Footer(FOOT),
        created=ISSUED,
        reference="NL-2026-0413",
        blocks=(
            Recipient(
                ("سفارة المثال", "قسم التأشيرات والحماية", "Beispielstraße 12", "10117 Berlin"),
                "Northern Light Legal Aid · Brīvības iela 1 · LV-1010 Rīga",
            ),
            InfoBlock(
                (
                    Fact("مرجعنا", "NL-2026-0413"),
                    Fact("التاريخ", "23 نوفمبر 2026"),
                    Fact("جهة الاتصال", "Anna Ozola"),
                    Fact("الهاتف", "+371 6000 0000"),
                    Fact("البريد", "protection@example.org"),
                )
            ),
            Subject("خطاب دعم: طلب تأشيرة إنسانية للسيدة ليلى أحمد حسن، المولودة في 14 مايو 1987"),
            Salutation("السيدات والسادة المحترمين،"),
            Paragraph(
                rich(
                    "نور الشمال للمساعدة القانونية (",
                    value("Northern Light Legal Aid", lang="en"),
                    ") جمعية مستقلة مسجلة توثق القمع وتساعد الأشخاص المعرضين للخطر منذ عام 2014. نكتب إليكم دعماً "
                    "للطلب المقدم من السيدة ",
                    Span("ليلى أحمد حسن", bold=True),
                    " (",
                    value("Leila Ahmad Hassan", lang="en"),
                    ")، التي نساعدها منذ مارس 2024 والتي تحققنا من هويتها بالاستناد إلى جواز سفرها رقم ",
                    value("AB1234567"),
                    ".",
                )
            ),
            Heading("الوقائع الثابتة"),
            NumberedFact(
                1,
                "السيدة حسن صحفية وعضوة منتخبة في المجلس البلدي. نشرت بين عامي 2019 و2024 واحداً وأربعين مقالاً.",
            ),
            NumberedFact(
                2,
                "في 12 مارس 2024 اعتُقلت واحتُجزت 48 ساعة دون السماح لها بالاتصال بمحامٍ، ثم أُفرج عنها مع منعها من "
                "السفر. ويؤكد شاهدان، استُمع إليهما كلٌّ على حدة، صحة هذه الرواية.",
                "المصدر: محضر الاعتقال، الملحق 1",
            ),
            Heading("التسلسل الزمني للأحداث"),
            Table(
                (Column("التاريخ", 21), Column("المكان", 21), Column("الحدث", 78), Column("المصدر", 45)),
                (
                    Row(
                        (
                            "12.03.2024",
                            "موسكو",
                            "اعتقال بعد تجمع سلمي دون اتصال بمحامٍ لمدة 48 ساعة",
                            "الملحق 1",
                        )
                    ),
                    Row(("19.03.2024", "موسكو", "تفتيش الشقة ومصادرة حاسوب وهاتفين", "الملحق 2")),
                    Row(("11.09.2024", "تبليسي", "إدراج الاسم في قائمة المطلوبين (розыск)", "الملحق 3")),
                ),
            ),
            Heading("التقييم"),
            Paragraph(
                "استناداً إلى الوثائق التي فحصناها والمقابلات التي أجريناها، نرى أن رواية السيدة حسن متسقة ومفصلة "
                "وتؤيدها مصادر مستقلة. وفي تقديرنا أنها ستواجه خطراً حقيقياً بالاحتجاز التعسفي إذا أُعيدت."
            ),
            Signature("وتفضلوا بقبول فائق الاحترام،", "آنا أوزولا", "رئيسة قسم الحماية"),
            CheckCode(
                "رمز التحقق",
                "7K4M-Q2XD-91TQ",
                "NL-2026-0413",
                "CASEAPP:NL-2026-0413:7K4M-Q2XD-91TQ",
                "رمز التحقق",
            ),
            AnnexList(
                "الملاحق", (Annex("1", "محضر الاعتقال المؤرخ 12 مارس 2024", 2), Annex("2", "محضر التفتيش", 4))
            ),
        ),
    )


def hebrew_note() -> Document:
    return Document(
        lang="he",
        title="מכתב תמיכה",
        author_org="Northern Light Legal Aid",
        letterhead=Letterhead("אור צפוני – סיוע משפטי", "תמיכה עצמאית באנשים בסיכון"),
        footer=Footer(FOOT),
        created=ISSUED,
        blocks=(
            Subject("מכתב תמיכה בבקשתה של גברת ילנה פטרובה"),
            Paragraph(
                rich(
                    "אנו תומכים בבקשתה של ",
                    value("Elena Petrova", lang="en"),
                    " (דרכון מספר ",
                    value("AB 1234567"),
                    "), שאותה אנו מלווים מאז מרץ 2024.",
                )
            ),
            BulletList(("היא עיתונאית ופעילת זכויות אדם.", "היא נעצרה ביום 12 במרץ 2024 (48 שעות).")),
        ),
    )


def dossier(incidents: int = 1000) -> Document:
    """A dossier of more than 60 pages: cover, contents, identity sheet, long tables, narrative."""
    kinds = (
        "Threatening call to the applicant’s telephone; the caller named the street where she lives",
        "Unknown men asked the neighbours about her; a car without number plates stood outside for two hours",
        "Messages from new accounts with a photograph of the house entrance",
        "Summons delivered to her mother’s address; the officer refused to leave a copy",
    )
    rows = [
        Row(
            (
                f"{1 + n % 28:02d}.{1 + n % 12:02d}.{2020 + n % 7}",
                ("Tbilisi", "Yerevan", "Istanbul", "Riga")[n % 4],
                f"{kinds[n % 4]}. Entry {n + 1}." + (" She reported it on the same day." * (n % 5)),
                f"Annex {n % 40 + 1}",
            ),
            anchor=f"incident:{n + 1}",
        )
        for n in range(incidents)
    ]
    story = (
        "The applicant described the events in the order in which she remembers them. She gave dates where she could "
        "check them against messages, receipts or calendar entries, and said so where she could not. We compared her "
        "account with the documents listed in the annexes and found no contradiction. "
    )
    tall = "The applicant’s own words, as taken down in the interview. " * 160
    blocks: list[Block] = [
        Cover(
            "Case dossier",
            rich(
                "Ms ", value("Elena Ivanovna Petrova"), " (", value("Елена Ивановна Петрова", lang="ru"), ")"
            ),
            (
                Fact("Reference", "NL-2026-0412"),
                Fact("Date", "23 November 2026"),
                Fact("Prepared for", "Embassy of Exampleland, Berlin"),
                Fact("Prepared by", "Anna Ozola, Northern Light Legal Aid"),
            ),
            "Confidential. This dossier is meant for the addressee alone and may endanger people when shown to others.",
        ),
        Contents("Contents"),
        Heading("Identity", anchor="person:1"),
        KeyValues(
            (
                Fact("Name as in the passport", value_text("PETROVA ELENA")),
                Fact("Name in the original script", (value("Петрова Елена Ивановна", lang="ru"),)),
                Fact(
                    "Other spellings",
                    (value("ელენა პეტროვა", lang="ka"), Span("; "), value("إيلينا بيتروفا", lang="ar")),
                ),
                Fact("Date of birth", "14 May 1987", anchor="person:1:born"),
                Fact("Nationality", "Russian Federation"),
            ),
        ),
        Note(rich("See also the ", Span("list of incidents", link="#incidents"), "."), "Cross-reference."),
    ]
    for chapter in range(1, 4):
        blocks += [
            Heading(f"Narrative, part {chapter}"),
            Paragraph(story * 3),
            Heading(f"Details of part {chapter}", 2),
            Paragraph(story * 4),
            BulletList(
                ("Documents seen in original", "Interviews on 3 and 9 April 2024", "Register extracts")
            ),
            *(NumberedFact(n, story, f"Source: annex {n}") for n in range(1, 7)),
        ]
    blocks += [
        Heading("Threats and incidents", anchor="incidents"),
        Table(
            (
                Column("Date", 21, row_header=True, figures=True),
                Column("Place", 20),
                Column("Incident", 84),
                Column("Source", 25),
            ),
            (*rows[:20], Row(("Second period",), heading=True), *rows[20:]),
            "All incidents, oldest entry first",
        ),
        Heading("Interview"),
        Table((Column("Question", 30), Column("Answer", 120)), (Row(("What happened then?", tall)),)),
        Signature("Prepared by", "Anna Ozola", "Head of Protection", "Northern Light Legal Aid"),
    ]
    return Document(
        lang="en-GB",
        title="Case dossier: Elena Ivanovna Petrova",
        author_org="Northern Light Legal Aid",
        letterhead=Letterhead("Northern Light Legal Aid", "Independent support for people at risk"),
        footer=Footer(FOOT),
        created=ISSUED,
        reference="NL-2026-0412",
        marking="Confidential",
        blocks=tuple(blocks),
    )


def value_text(text: str) -> tuple[Span, ...]:
    return (value(text, bold=True),)


def short(*blocks: Block, lang: str = "en", **more: object) -> Document:
    """A document of just these blocks."""
    values: dict[str, object] = {
        "lang": lang,
        "title": "Sample",
        "author_org": "Northern Light Legal Aid",
        "letterhead": Letterhead("Northern Light Legal Aid"),
        "created": ISSUED,
        "blocks": blocks,
    }
    return Document(**(values | more))  # type: ignore[arg-type]
