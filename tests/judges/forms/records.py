"""The public record, ninjs and NewsML-G2, against their schemas.

The schemas of IPTC are no part of the project: they are looked for beside it, in
`../shared/validators`, and what needs them is skipped where they are not there.
"""

import hashlib
import json
import sys
from pathlib import Path

import jsonschema
from lxml import etree
from referencing import Registry, Resource

PROJECT = Path(__file__).resolve().parents[3]
SCHEMAS = PROJECT.parent / "shared" / "validators"
NAR = {"n": "http://iptc.org/std/nar/2006-10-01/"}

faults = []


def schema(path):
    """A schema, or None with the reason in print."""
    if path.is_file():
        return path.read_text(encoding="utf-8")
    print(f"skipped: {path} is not here")
    return None


def validator(text, *others):
    """A validator that also looks at formats; `others` are schemas it names."""
    registry = Registry()
    for uri, other in others:
        registry = registry.with_resource(uri, Resource.from_contents(json.loads(other)))
    return jsonschema.Draft202012Validator(
        json.loads(text), registry=registry, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def check_json(paths, judge):
    for path in paths:
        for error in judge.iter_errors(json.loads(path.read_text(encoding="utf-8"))):
            faults.append(f"{path}: {error.json_path}: {error.message[:200]}")


def check_record(path):
    """The hash is that of the words, and the words are those of the headline too."""
    record = json.loads(path.read_text(encoding="utf-8"))
    if hashlib.sha256(record["reading_text"].encode()).hexdigest() != record["content_hash"]:
        faults.append(f"{path}: the hash is not that of the words")
    if " ".join(record["headline_text"].split()) not in record["reading_text"]:
        faults.append(f"{path}: the headline is not among the words")


def check_newsml(paths, judge):
    for path in paths:
        document = etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True))
        if not judge.validate(document):
            faults.extend(f"{path}:{error.line}: {error.message[:200]}" for error in judge.error_log)
        for subject in document.iterfind(".//n:subject", NAR):
            literal = subject.get("literal")
            if document.find(f".//n:assert[@literal='{literal}']", NAR) is None:
                faults.append(f"{path}: nothing is said of the subject {literal}")


def main():
    folder = Path(sys.argv[1])
    ninjs = sorted(folder.rglob("*.ninjs.json"))
    newsml = sorted(folder.rglob("*.newsml.xml"))
    records = [path for path in sorted(folder.rglob("*.json")) if path.read_bytes().startswith(b'{"schema":"urn:')]

    check_json(records, validator((PROJECT / "assets/schema/notice-1.json").read_text(encoding="utf-8")))
    for path in records:
        check_record(path)

    if (text := schema(SCHEMAS / "ninjs-schema_3.1.json")) and (places := schema(SCHEMAS / "GeoJSON-schema.json")):
        uris = ["https://geojson.org/schema/GeoJSON.json", "https://geojson.org/schema/GeoJSON.json#"]
        check_json(ninjs, validator(text, *((uri, places) for uri in uris)))

    if schema(SCHEMAS / "NewsML-G2_2.35-spec-All-Power.xsd"):
        grammar = etree.XMLSchema(etree.parse(str(SCHEMAS / "NewsML-G2_2.35-spec-All-Power.xsd")))
        check_newsml(newsml, grammar)

    print(f"{len(records)} records, {len(ninjs)} ninjs, {len(newsml)} NewsML-G2")
    if not (records and ninjs and newsml):
        faults.append(f"{folder}: not every form is there")


main()
print("\n".join(faults))
sys.exit(1 if faults else 0)
