"""ocfl-py and bagit look at what `run` has made: judge.py FOLDER OBJECTS.

FOLDER holds `archive` and `bag`, and those of an `office`, which must be
accepted without a word, and `broken`: archives with one fault each, and
`list.json` with the codes that we tell of them.
"""

import json
import logging
import os
import re
import sys

import bagit
import ocfl
from ocfl.digest import string_digest
from ocfl.layout_0003_hash_and_id_n_tuple import Layout_0003_Hash_And_Id_N_Tuple
from ocfl.layout_registry import add_layout
from ocfl.validator import Validator

HASHED = "0004-hashed-n-tuple-storage-layout"


class Hashed(Layout_0003_Hash_And_Id_N_Tuple):
    """The layout 0004, which ocfl-py 2.1 does not have, after its description."""

    def __init__(self):
        super().__init__()
        self.NAME = HASHED
        self.short = False
        self.PARAMS = {**self.PARAMS, "shortObjectRoot": self.check_short}

    def check_short(self, value):
        self.short = bool(value)

    def identifier_to_path(self, identifier):
        digest = string_digest(identifier, self.digest_algorithm)
        used = self.tuple_size * self.number_of_tuples
        tuples = [digest[at:at + self.tuple_size] for at in range(0, used, self.tuple_size)]
        return "/".join(tuples + [digest[used:] if self.short else digest])


add_layout(HASHED, Hashed)

# Where ocfl-py tells another code than we do: its codes, and why.
COARSER = "it has one code for all forms of this fault"
BLIND = "it does not look at this"
OTHERWISE = {
    "E004": (["E003", "E006"], COARSER),
    "E005": (["E001", "E003"], "it takes the file for something else"),
    "E007_line": ([], BLIND),
    "E011": (["E040", "E046", "W001", "W010"], "it stops counting at v09"),
    "E012": (["E010", "E040", "E046", "W010"], "it does not take v02 for a version here"),
    "E013": (["E066", "W001"], "it compares the names of the versions as a set"),
    "E014": (["E042"], COARSER),
    "E016": (["E092"], "it names the files, not the folder"),
    "E021": (["E042"], COARSER),
    "E023_prior": (["E050", "E066"], "it looks for files that vanish from one inventory to the next"),
    "E029": (["E057"], COARSER),
    "E030": (["E057"], COARSER),
    "E031": (["E025", "E050"], COARSER),
    "E032": (["E057"], COARSER),
    "E033_list": (["E036", "E041", "E046"], "it looks for the keys in the list"),
    "E033_twice": ([], BLIND),
    "E034": (["E063"], "the inventory is missing, whatever else is there"),
    "E035": (["E042"], COARSER),
    "E038_other": ([], "it believes the inventory, not the declaration"),
    "E039": (["E025", "E050"], COARSER),
    "E041_manifest": (["crash"], "it ends with a TypeError"),
    "E047": (["E048", "E107", "W007"], "it looks for the keys in the text"),
    "E059": (["E001", "E058"], "it tells the two halves of the fault"),
    "E061_digest": (["E060"], "any word is a digest for it"),
    "E090": (["E092"], "it does not see the link"),
    "E092_list": (["E050"], "it tells what follows"),
    "E102": ([], BLIND),
    "E102_version": ([], BLIND),
    "E104": (["E009", "E046"], COARSER),
    "E105": (["E010"], COARSER),
    "E106": (["E041", "E050"], COARSER),
    "E108": (["E042"], "it takes no name for a name"),
    "E110": (["E037"], "the code of OCFL 1.0"),
    "E037_two_objects": ([], BLIND),
    "E076": (["E069"], COARSER),
    "E077": (["E069"], COARSER),
    "E078": (["E069"], COARSER),
    "E079": (["E069"], COARSER),
    "E080_line": ([], BLIND),
    "E080_value": (["E069"], COARSER),
    "E081": ([], BLIND),
    "E083": ([], BLIND),
    "E084": (["E072"], COARSER),
    "E112": (["E086"], "the code of OCFL 1.0"),
    "W014": ([], BLIND),
    "W015": ([], BLIND),
    "W016": (["W901"], "its own code; ours exists since"),
    "P001": ([], "ours alone"),
    "P002": ([], "ours alone"),
    "P003": ([], "ours alone"),
    "P003_logs": ([], "ours alone"),
    "P003_signature": ([], "ours alone"),
    "P003_foreign": ([], "ours alone"),
    "P007_cut": ([], "ours alone"),
    "P007_version": ([], "ours alone"),
    "P004": (["W901"], "it sees a folder that is not registered"),
    "P005_letters": (["E060"], "it wants the digest in its own letters"),
    "P005_line": ([], "ours alone"),
}


def of_object(path):
    validator = Validator(log_warnings=True)
    validator.validate_object(path)
    return validator.status_str()


def of_archive(path):
    root = ocfl.StorageRoot(root=path)
    root.registered_extensions.append(HASHED)
    root.validate(log_warnings=True)
    objects = [message for _, message in getattr(root, "errors", None) or []]
    return "\n".join([root.log.status_str(), *objects]).strip(), root


def codes(text):
    return sorted(set(re.findall(r"\[([EW]\d{3})[a-z]?\]", text)))


def judge_archive(path, expected):
    text, root = of_archive(path)
    faults = [text] if text else []
    found = list(root.list_objects())
    if root.num_objects != expected:
        faults.append(f"{root.num_objects} objects, not {expected}")
    for place, identifier in found:
        if root.object_path(identifier) != place:
            faults.append(f"{identifier} lies in {place}, its layout says {root.object_path(identifier)}")
        text = of_object(os.path.join(path, place))
        if text:
            faults.append(text)
    print(f"archive: {root.num_objects} objects read")
    return faults


def judge_bag(path):
    faults = []

    class Listener(logging.Handler):
        def emit(self, record):
            faults.append(record.getMessage())

    logger = logging.getLogger("bagit")
    logger.setLevel(logging.WARNING)
    logger.addHandler(Listener())
    bag = bagit.Bag(path)
    try:
        bag.validate()
    except bagit.BagError as error:
        faults.append(str(error))
    print(f"bag: {len(bag.payload_entries())} files read, {sorted(bag.info)}")
    return faults


def judge_broken(folder):
    faults, agreed, known = [], 0, set(OTHERWISE)
    with open(os.path.join(folder, "list.json"), encoding="utf-8") as file:
        fixtures = json.load(file)
    for fixture in fixtures:
        name = fixture["name"]
        path = os.path.join(folder, name)
        try:
            text = of_object(os.path.join(path, fixture["object"])) if fixture["object"] else of_archive(path)[0]
            theirs = codes(text)
        except TypeError:
            theirs = ["crash"]
        if name in OTHERWISE:
            known.discard(name)
            expected, why = OTHERWISE[name]
            if theirs != expected:
                faults.append(f"{name}: ocfl-py tells {theirs}; {expected} was known ({why})")
        elif name[:4] in theirs:
            agreed += 1
        else:
            faults.append(f"{name}: we tell {fixture['codes']}, ocfl-py {theirs}")
    faults.extend(f"{name}: is known as different, but there is no such fixture" for name in sorted(known))
    print(f"broken: {len(fixtures)} archives, the same code for {agreed}, another and why for {len(OTHERWISE)}")
    return faults


def main():
    logging.disable(logging.INFO)
    folder, objects = sys.argv[1], int(sys.argv[2])
    faults = []
    for part in ("", "office"):
        faults += judge_archive(os.path.join(folder, part, "archive"), objects)
        faults += judge_bag(os.path.join(folder, part, "bag"))
    faults += judge_broken(os.path.join(folder, "broken"))
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
