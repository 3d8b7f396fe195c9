"""Judge of the mails: Python's own reader with every defect an error, and mail-parser.

Called with the folder of the finished files.
"""

import email
import email.policy
import html.parser
import pathlib
import re
import sys

import mailparser

FETCHING = {"src", "srcset", "background", "poster", "data", "action"}
FOREIGN = {"script", "link", "iframe", "object", "embed", "form", "base"}


class Page(html.parser.HTMLParser):
    """Words inside <main>, and what a page must not ask for."""

    def __init__(self):
        super().__init__()
        self.depth, self.words, self.faults, self.ids, self.headings = 0, [], [], set(), []

    def handle_starttag(self, tag, attributes):
        self.depth += tag == "main"
        if tag in FOREIGN:
            self.faults.append(f"<{tag}> in the page")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attributes:
            if name in FETCHING:
                if value.startswith("cid:"):
                    self.ids.add(value[4:])
                else:
                    self.faults.append(f"the page fetches {value}")
            if name.startswith("on"):
                self.faults.append(f"a script in {name}")
        if tag == "img" and not dict(attributes).get("alt"):
            self.faults.append("a picture without alternative text")

    def handle_endtag(self, tag):
        self.depth -= tag == "main"

    def handle_data(self, data):
        if self.depth:
            self.words.append(data)


def letters(text):
    return re.sub(r"\s+", "", text)


def judge(path):
    raw = path.read_bytes()
    if any(byte > 126 or (byte < 32 and byte not in b"\r\n\t") for byte in raw):
        yield "a byte that is no printable ASCII"
    if b"\n" in raw.replace(b"\r\n", b"") or b"\r" in raw.replace(b"\r\n", b""):
        yield "a line that does not end with CR LF"
    for line in raw.split(b"\r\n"):
        if len(line) > 998:
            yield f"a line of {len(line)} octets"
    head = raw.split(b"\r\n\r\n", 1)[0]
    for line in head.split(b"\r\n"):
        # One word that cannot be broken may be longer.
        if len(line) > 78 and len(line.split()) > 2:
            yield f"a header line of {len(line)} octets: {line[:60]!r}"

    policy = email.policy.SMTP.clone(raise_on_defect=True)
    message = email.message_from_bytes(raw, policy=policy)
    for name in ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Language"):
        values = message.get_all(name, [])
        if len(values) != 1:
            yield f"{len(values)} headers {name}"
        for value in values:
            # A header is parsed when it is looked at.
            for defect in getattr(value, "defects", ()):
                yield f"{name}: {defect}"
    if message["Date"].datetime is None:
        yield "no date that can be read"
    if not re.fullmatch(r"<[A-Za-z0-9.]+@[A-Za-z0-9.-]+>", str(message["Message-ID"])):
        yield f"the name of the mail is {message['Message-ID']}"

    kinds = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    if kinds[:2] != ["text/plain", "text/html"]:
        yield f"the parts are {kinds}: plain text comes first, then the page"
    text = html_text = None
    ids = set()
    for part in message.walk():
        for defect in part.defects:
            yield f"{part.get_content_type()}: {defect}"
        if part.is_multipart():
            continue
        content = part.get_content()
        if part.get_content_disposition() == "attachment":
            if not re.fullmatch(r"[A-Za-z0-9.-]+", part.get_filename() or ""):
                yield f"an attachment is called {part.get_filename()}"
        elif part.get_content_type() == "text/plain":
            text = content
        elif part.get_content_type() == "text/html":
            html_text = content
        else:
            ids.add(part["Content-ID"].strip("<>"))
        if part.get_content_maintype() == "text" and part["Content-Transfer-Encoding"] not in ("quoted-printable", "7bit"):
            yield f"{part.get_content_type()} is sent as {part['Content-Transfer-Encoding']}"

    page = Page()
    page.feed(html_text)
    yield from page.faults
    if page.ids - ids:
        yield f"no part for the pictures {page.ids - ids}"
    if page.headings.count(1) != 1 or any(b - a > 1 for a, b in zip(page.headings, page.headings[1:])):
        yield f"the headings have the levels {page.headings}"
    # Every word of the page stands in the text, in its order; the text has marks and numbers beside.
    shown, place = letters(text), 0
    for word in " ".join(page.words).split():
        at = shown.find(word, place)
        if at < 0:
            yield f"the text does not have the word {word!r} in its place"
            break
        place = at + len(word)

    other = mailparser.parse_from_bytes(raw)
    if other.defects:
        yield f"mail-parser: {other.defects}"
    if " ".join(other.subject.split()) != str(message["Subject"]):
        yield f"two readers, two subjects: {other.subject!r} and {message['Subject']!r}"
    if not other.text_plain or letters(other.text_plain[0]) != letters(text):
        yield "two readers, two texts"


folder = pathlib.Path(sys.argv[1])
mails = sorted(folder.rglob("*.eml"))
failed = 0 if mails else 1
if not mails:
    print(f"FAIL {folder}: no mail to judge")
for mail in mails:
    try:
        faults = list(judge(mail))
    except Exception as defect:  # every defect is raised
        faults = [f"{type(defect).__name__}: {defect}"]
    for fault in faults:
        print(f"FAIL {mail.relative_to(folder)}: {fault}")
    failed += bool(faults)
print(f"{len(mails)} mails judged")
sys.exit(1 if failed else 0)
