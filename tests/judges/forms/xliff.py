"""Files for translators: XLIFF 2.0.

Three judges: the core schema of OASIS (which Debian carries with Symfony's
translation component), the constraints of the standard that a schema cannot
say, and the reader of the Translate Toolkit.
"""

import pathlib
import re
import sys

from lxml import etree
from translate.storage.xliff2 import Xliff2File

CORE = "urn:oasis:names:tc:xliff:document:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
SCHEMAS = pathlib.Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
CODES = ("pc", "sc", "ph")
FORMATS = {"fmt": ("xlf:lb", "xlf:pb", "xlf:b", "xlf:i", "xlf:u"), "ui": ("xlf:var",)}


def name(element):
    return etree.QName(element).localname


def core(element, *names):
    wanted = {f"{{{CORE}}}{one}" for one in names}
    return [inner for inner in element.iter() if inner.tag in wanted]


def schema():
    """The core schema, with the copy of xml.xsd that lies beside it."""
    document = etree.parse(SCHEMAS / "xliff-core-2.0.xsd")
    for imported in document.iter("{http://www.w3.org/2001/XMLSchema}import"):
        imported.set("schemaLocation", (SCHEMAS / "xml.xsd").as_uri())
    return etree.XMLSchema(document)


def said_twice(ids):
    return sorted({one for one in ids if ids.count(one) > 1})


def constraints(root):
    """What the text of the standard demands beyond its schema."""
    for attribute in ("srcLang", "trgLang"):
        if not LANGUAGE.fullmatch(root.get(attribute, "")):
            yield f"{attribute} is no language: {root.get(attribute)!r}"
    files = root.findall(f"{{{CORE}}}file")
    if said_twice([file.get("id") for file in files]):
        yield "two files have one id"
    for file in files:
        for kind in ("unit", "group"):
            for one in said_twice([element.get("id") for element in core(file, kind)]):
                yield f"two elements <{kind}> have the id {one}"
        for unit in core(file, "unit"):
            for fault in constraints_of_unit(unit, root.get("trgLang")):
                yield f"unit {unit.get('id')}: {fault}"


def constraints_of_unit(unit, target_language):
    data = [one.get("id") for one in core(unit, "data")]
    if said_twice(data):
        yield f"two elements <data> have the id {said_twice(data)}"
    used = set()
    segments = [one for one in unit if name(one) in ("segment", "ignorable")]
    ids = [one.get("id") for one in segments if one.get("id")]
    for segment in segments:
        source, target = segment.find(f"{{{CORE}}}source"), segment.find(f"{{{CORE}}}target")
        state = segment.get("state", "initial")
        if state != "initial" and target is None:
            yield f"a segment is {state} and has no target"
        if target is not None and not target_language:
            yield "there is a target and no language of it"
        ids += [one.get("id") for one in core(source, *CODES, "mrk", "sm")]
        known = {one.get("id"): one for one in core(source, *CODES)}
        for content in (source, target):
            if content is None:
                continue
            for code in core(content, *CODES, "ec"):
                used.update(code.get(key) for key in ("dataRef", "dataRefStart", "dataRefEnd") if code.get(key))
                yield from faults_of_code(code)
            for mark in core(content, "mrk"):
                if not any(mark.get(key) for key in ("translate", "value", "ref")):
                    yield f"the mark {mark.get('id')} says nothing"
        if target is None:
            continue
        there = [one.get("id") for one in core(target, *CODES)]
        if said_twice(there):
            yield f"the target has codes twice: {said_twice(there)}"
        for one in core(target, *CODES):
            of_source = known.get(one.get("id"))
            if of_source is None or dict(of_source.attrib) != dict(one.attrib):
                yield f"the code {one.get('id')} of the target is not that of the source"
        for one in known.values():
            if one.get("canDelete") == "no" and one.get("id") not in there:
                yield f"the code {one.get('id')} must not be left out"
    for one in said_twice(ids):
        yield f"two elements have the id {one}"
    for one in sorted(used - set(data)):
        yield f"the data {one} are not there"
    for one in sorted(set(data) - used):
        yield f"the data {one} belong to no code"
    for match in unit.iter(f"{{{MATCHES}}}match"):
        if match.getparent().tag != f"{{{MATCHES}}}matches":
            yield "a match stands outside <matches>"
        if match.get("ref", "").removeprefix("#") not in ids:
            yield f"the match for {match.get('ref')} has nothing to match"
        if not 0 <= float(match.get("similarity", "0")) <= 100:
            yield f"the similarity {match.get('similarity')} is none"
        if [one.tag for one in match][-2:] != [f"{{{CORE}}}source", f"{{{CORE}}}target"]:
            yield "a match has a source and a target at its end"


def faults_of_code(code):
    kind, part = code.get("type"), code.get("subType")
    if part and not kind:
        yield f"the code {code.get('id')} has a subType and no type"
    if part and part.startswith("xlf:") and part not in FORMATS.get(kind, ()):
        yield f"the code {code.get('id')} has the subType {part} of another type than {kind}"
    if name(code) == "pc" and bool(code.get("dataRefStart")) != bool(code.get("dataRefEnd")):
        yield f"the code {code.get('id')} has data for one of its ends"


def toolkit(path, root):
    """What another program reads is what is there."""
    store = Xliff2File.parsefile(str(path))
    units = [unit for unit in store.units if unit.istranslatable()]
    segments = core(root, "segment")
    if len(units) != len(segments):
        yield f"the toolkit reads {len(units)} units of {len(segments)} segments"
        return
    for unit, segment in zip(units, segments):
        plain = "".join(segment.find(f"{{{CORE}}}source").itertext())
        if re.sub(r"\s+", "", plain) not in re.sub(r"\s+", "", str(unit.source)) and not core(segment, *CODES, "mrk", "cp"):
            yield f"the toolkit reads {str(unit.source)!r} where {plain!r} stands"
        if (segment.find(f"{{{CORE}}}target") is not None) != bool(unit.target):
            yield f"the toolkit has another opinion on the translation of {plain!r}"


def main(folder):
    rules = schema()
    read = faults = codes = 0
    for path in sorted(pathlib.Path(folder).rglob("*.xlf")):
        root = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
        found = []
        if root.tag != f"{{{CORE}}}xliff" or root.get("version") != "2.0":
            found.append("it is no XLIFF 2.0")
        elif not rules.validate(root):
            found += [f"line {fault.line}: {fault.message}" for fault in rules.error_log]
        found += constraints(root)
        found += toolkit(path, root)
        for fault in found:
            print(f"{path}: {fault}")
        read, faults, codes = read + 1, faults + len(found), codes + len(core(root, *CODES))
    print(f"{read} files for translators with {codes} codes, {faults} faults")
    if read == 0:
        print("there is no file for translators in the folder")
    return 1 if faults or read == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
