"""Word files, read by python-docx and opened by LibreOffice.

Words, headings, tables, alternative texts and links are compared with those of
the page of the same notice, where it lies beside the file; what LibreOffice
prints must say the same words in the same order.

LibreOffice (libreoffice-writer-nogui, without recommended packages) takes about
200 MB; all samples together take it some seconds.
"""

import collections
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile
from html.parser import HTMLParser

import docx
from lxml import etree
from docx.oxml.ns import qn

# Elements inside a line of a page; every other one begins a new word.
INLINE = {"a", "abbr", "bdi", "cite", "code", "em", "i", "b", "span", "strong", "sup", "time", "small"}
VOID = {"br", "hr", "img", "meta", "link", "col", "wbr"}


# The order of what may stand in an element (ECMA-376, part 1, the sequences of
# wml.xsd): Word repairs, or refuses, a file that has another.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "pBdr": "top left bottom right between bar",
    "numPr": "ilvl numId",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "num": "abstractNumId lvlOverride",
    "lvlOverride": "startOverride lvl",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "settings": "writeProtection view zoom removePersonalInformation embedTrueTypeFonts saveSubsetFonts mirrorMargins "
    "proofState attachedTemplate trackRevisions documentProtection defaultTabStop autoHyphenation "
    "consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps evenAndOddHeaders characterSpacingControl footnotePr "
    "endnotePr compat docVars rsids mathPr themeFontLang clrSchemeMapping decimalSymbol listSeparator",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "inline": "extent effectExtent docPr cNvGraphicFramePr graphic",
    "anchor": "simplePos positionH positionV extent effectExtent wrapNone docPr cNvGraphicFramePr graphic",
    "pic": "nvPicPr blipFill spPr",
    "blipFill": "blip srcRect tile stretch",
    "spPr": "xfrm custGeom prstGeom noFill ln",
}


def check_order(path, faults):
    """Whether what stands in an element is known and in the order of the schema."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if not name.endswith(".xml") or not name.startswith("word/"):
                continue
            for element in docx.oxml.parse_xml(package.read(name)).iter():
                kind = etree.QName(element).localname
                if kind not in ORDER:
                    continue
                order = ORDER[kind].split()
                children = [etree.QName(child).localname for child in element]
                unknown = [child for child in children if child not in order]
                if kind == "rPr" and len(children) != len(set(children)):
                    unknown = ["the same twice"]
                if unknown or [order.index(child) for child in children] != sorted(map(order.index, children)):
                    faults.append(f"{path.name}: {name}: <{kind}> holds {children}")


class Page(HTMLParser):
    """What the page of a notice says in <main>."""

    def __init__(self, text):
        super().__init__()
        self.words, self.notes, self.headings, self.alternative_texts, self.links = "", "", [], [], set()
        self.tables = 0
        self.inside, self.in_notes, self.heading = 0, 0, None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "main":
            self.inside += 1
        if not self.inside:
            return
        if self.in_notes and tag not in VOID:
            self.in_notes += 1
        if tag == "ol" and attributes.get("class") == "notes":
            self.in_notes = 1
        if tag not in INLINE:
            self.add(" ")
        if re.fullmatch("h[1-6]", tag):
            self.heading = [int(tag[1]), ""]
        if tag == "img":
            self.alternative_texts.append(attributes.get("alt", ""))
        if tag == "table":
            self.tables += 1
        if tag == "a" and not attributes.get("href", "#").startswith("#"):
            self.links.add(attributes["href"])

    def handle_endtag(self, tag):
        if tag == "main":
            self.inside -= 1
        if not self.inside:
            return
        if self.heading and re.fullmatch("h[1-6]", tag):
            self.headings.append((self.heading[0], normal(self.heading[1])))
            self.heading = None
        if tag not in INLINE:
            self.add(" ")
        if self.in_notes:
            self.in_notes -= 1

    def handle_data(self, data):
        if self.inside:
            self.add(data)

    def add(self, text):
        if self.in_notes:
            self.notes += text
        else:
            self.words += text
        if self.heading:
            self.heading[1] += text


def normal(text):
    return " ".join(text.split())


def text_of(element):
    """The text of a paragraph: runs in links, fields and controls are in it."""
    text = ""
    for node in element.iter():
        if node.tag == qn("w:t"):
            text += node.text or ""
        elif node.tag in (qn("w:tab"), qn("w:br")) and node.getparent().tag == qn("w:r"):
            text += " "
        elif node.tag == qn("w:softHyphen"):
            text += "\u00ad"
        elif node.tag == qn("w:footnoteReference") and not node.get(qn("w:customMarkFollows")):
            text += node.get(qn("w:id"))
    return text


class Word:
    """What python-docx finds in a Word file."""

    def __init__(self, path):
        document = docx.Document(str(path))
        body = document.element.body
        paragraphs = list(body.iter(qn("w:p")))
        self.words = normal(" ".join(map(text_of, paragraphs)))
        names = {style.style_id: style.name for style in document.styles}
        self.headings = []
        for paragraph in paragraphs:
            name = names[paragraph.pPr.pStyle.val]
            level = {"Title": 1, "TOC Heading": 2}.get(name)
            if re.fullmatch("Heading [1-9]", name):
                level = int(name[-1]) + 1
            if level:
                self.headings.append((level, normal(text_of(paragraph))))
        self.tables = list(body.iter(qn("w:tbl")))
        in_tables = {id(paragraph) for table in self.tables for paragraph in table.iter(qn("w:p"))}
        self.running = normal(" ".join(text_of(own) for own in paragraphs if id(own) not in in_tables))
        self.alternative_texts = [normal(drawing.get("descr") or "") for drawing in body.iter(qn("wp:docPr"))]
        self.links = set()
        self.notes = ""
        for part in [document.part, *(part for part in document.part.related_parts.values())]:
            if part is document.part or part.partname.endswith("footnotes.xml"):
                self.links |= {one.target_ref for one in part.rels.values() if one.is_external}
            if part.partname.endswith("footnotes.xml"):
                root = docx.oxml.parse_xml(part.blob)
                self.notes = normal(" ".join(text_of(paragraph) for paragraph in root.iter(qn("w:p"))))
        self.title = document.core_properties.title
        self.language = document.core_properties.language
        self.made = document.core_properties.created
        self.runs_left = body.find(".//" + qn("w:bidi")) is not None


def compare(path, found, expected, what, faults):
    if found != expected:
        place = next((at for at, pair in enumerate(zip(found, expected)) if pair[0] != pair[1]), min(len(found), len(expected)))
        start = max(0, place - 60)
        faults.append(f"{path.name}: {what} differ\n  found:    {found[start:place + 60]!r}\n  expected: {expected[start:place + 60]!r}")


def check(path, faults):
    check_order(path, faults)
    word = Word(path)
    for table in word.tables:
        if table.find(qn("w:tr")).find(".//" + qn("w:tblHeader")) is None:
            faults.append(f"{path.name}: a table has no header row")
    if not word.title or not word.language or word.made is None:
        faults.append(f"{path.name}: no title, language or date")
    if any(not text for text in word.alternative_texts):
        faults.append(f"{path.name}: a picture has no alternative text")
    page = path.with_suffix(".html")
    if page.exists():
        expected = Page(page.read_text(encoding="utf-8"))
        compare(path, word.words, normal(expected.words), "the words", faults)
        compare(path, word.notes, normal(expected.notes), "the footnotes", faults)
        compare(path, word.headings, expected.headings, "the headings", faults)
        compare(path, word.alternative_texts, list(map(normal, expected.alternative_texts)), "alternative texts", faults)
        if len(word.tables) != expected.tables:
            faults.append(f"{path.name}: {len(word.tables)} tables, the page has {expected.tables}")
        if word.links != expected.links:
            faults.append(f"{path.name}: other links than the page: {sorted(word.links ^ expected.links)}")
    return word


def print_with_libreoffice(paths, folder):
    profile = pathlib.Path(folder, "profile").as_uri()
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf", "--outdir", folder]
    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=1200)


def in_order(wanted, found):
    """The first word of `wanted` that is not in `found`, in order; else None."""
    rest = iter(found)
    return next((word for word in wanted if word not in rest), None)


def check_print(path, word, folder, faults):
    pdf = pathlib.Path(folder, path.stem + ".pdf")
    if not pdf.exists():
        faults.append(f"{path.name}: LibreOffice could not open it")
        return
    text = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
    # Lines may end behind hyphens and slashes, letters may be joined.
    pieces = lambda text: re.findall(r"\w+", text.replace("\ufb01", "fi").replace("\ufb02", "fl").replace("\u00ad", ""))
    printed = pieces(text)
    if word.runs_left:
        # Letters that join are taken out of a PDF in many ways: figures alone are compared.
        digits = lambda words: sorted(set(word for word in words if word.isascii() and word.isdigit()))
        missing = set(digits(pieces(word.words))) - set(digits(printed))
        if missing:
            faults.append(f"{path.name}: LibreOffice does not print {sorted(missing)}")
        return
    # Cells of several lines come line by line: where their words stand is not compared.
    lost = collections.Counter(pieces(word.words)) - collections.Counter(printed)
    if lost:
        faults.append(f"{path.name}: LibreOffice prints nowhere {sorted(lost)}")
    for what, wanted in [("text", word.running), ("footnotes", word.notes)]:
        lost = in_order(pieces(wanted), printed)
        if lost is not None:
            faults.append(f"{path.name}: LibreOffice prints the {what} without `{lost}` in its place")


def main(folder):
    paths = sorted(pathlib.Path(folder).rglob("*.docx"))
    if not paths:
        sys.exit(f"word: no Word file in {folder}")
    faults = []
    words = {path: check(path, faults) for path in paths}
    with tempfile.TemporaryDirectory() as printed:
        print_with_libreoffice(paths, printed)
        for path, word in words.items():
            check_print(path, word, printed, faults)
    count = sum(len(word.words.split()) for word in words.values())
    print(f"{len(paths)} Word files, {count} words, read by python-docx {docx.__version__} and printed by LibreOffice")
    print("\n".join(faults))
    sys.exit(1 if faults else 0)


main(sys.argv[1])
