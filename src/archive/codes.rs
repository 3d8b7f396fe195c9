//! The validation codes of OCFL 1.1, and a few of our own for what pressdoc
//! promises beyond it. Each is told in our words; the list is the specification's
//! (<https://ocfl.io/1.1/spec/validation-codes.html>).

/// How a code comes into the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arises {
    /// Files in an archive can break it, and `verify` finds that.
    InFiles,
    /// Files can break it, but then the other code says more.
    As(&'static str),
    /// It is about what programs do, which no file shows.
    InConduct,
}

/// One rule that an archive keeps.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `E…` for what must be, `W…` for what should be, `P…` for what pressdoc
    /// promises on top.
    pub name: &'static str,
    /// The rule.
    pub rule: &'static str,
    /// What to do when it is broken.
    pub help: &'static str,
    /// How it can be broken.
    pub arises: Arises,
}

impl Code {
    /// Whether an archive that breaks the rule is no longer valid.
    pub fn is_error(&self) -> bool {
        self.name.starts_with('E') || [&P002, &P006, &P007, &P008].contains(&self)
    }
}

const RESTORE: &str = "take the file from a copy of the archive; if there is none, this is lost";
const REMOVE: &str = "find out who put it there, and move it out of the archive";
const INVENTORY: &str =
    "inventories are not edited by hand: take it from the version's own folder or from a copy of the archive";
const WRITER: &str = "the program that wrote this object does not keep the specification: tell its makers";
const ROOT: &str = "put the file back from a copy of the archive";

macro_rules! codes {
    ($($name:ident $arises:expr, $rule:literal, $help:expr;)*) => {
        $(#[doc = $rule] pub static $name: Code =
            Code { name: stringify!($name), rule: $rule, help: $help, arises: $arises };)*

        /// All codes, in the order of their names within each kind.
        pub static CODES: &[&Code] = &[$(&$name),*];
    };
}

use Arises::{As, InConduct, InFiles};

codes! {
    E001 InFiles, "an object has only the files and folders that the specification names", REMOVE;
    E002 As("E003"), "the declaration of an object is a NAMASTE file", ROOT;
    E003 InFiles, "an object has exactly one declaration", "put a file `0=ocfl_object_1.1` with the line `ocfl_object_1.1` into its folder, and no other";
    E004 InFiles, "the declaration of an object names a version of OCFL that exists", "call it `0=ocfl_object_1.1`, if that is what the object keeps";
    E005 InFiles, "the name of a declaration begins with `0=`", "call it `0=ocfl_object_1.1`";
    E006 InFiles, "the name of an object's declaration goes on with `ocfl_object_`", "call it `0=ocfl_object_1.1`";
    E007 InFiles, "the declaration of an object holds its own name and a line end", "write the one line `ocfl_object_1.1` into it";
    E008 InFiles, "an object has at least one version", INVENTORY;
    E009 InFiles, "the versions of an object begin with 1", INVENTORY;
    E010 InFiles, "the versions of an object have no gap", INVENTORY;
    E011 InFiles, "padded version numbers begin with a zero", WRITER;
    E012 InFiles, "all versions of an object are named in the same way", WRITER;
    E013 InFiles, "a new version is named as those before it", WRITER;
    E014 InFiles, "inventories name the version folders as they are called", INVENTORY;
    E015 InFiles, "a version folder has no files but inventory and digest", REMOVE;
    E016 InFiles, "a version that stores files has its content folder", RESTORE;
    E017 InFiles, "the name of the content folder has no `/`", INVENTORY;
    E018 InFiles, "the name of the content folder is not `.` or `..`", INVENTORY;
    E019 InFiles, "a content folder is named in the first version or never", INVENTORY;
    E020 InFiles, "the content folder has the same name in all versions", INVENTORY;
    E021 InFiles, "without another name, the content folder is called `content`", INVENTORY;
    E022 InConduct, "programs look into no other folder of a version", "";
    E023 InFiles, "every file of a version stands in its inventory", REMOVE;
    E024 InFiles, "there are no empty folders in the content", "remove the empty folder";
    E025 InFiles, "content is named by sha512 or sha256", INVENTORY;
    E026 As("E056"), "fixity uses the algorithms that the specification names", WRITER;
    E027 InConduct, "programs know all algorithms of the specification", "";
    E028 InConduct, "programs pass over algorithms that they do not know", "";
    E029 InFiles, "a sha1 digest is 40 hexadecimal digits", INVENTORY;
    E030 InFiles, "a sha256 digest is 64 hexadecimal digits", INVENTORY;
    E031 InFiles, "a sha512 digest is 128 hexadecimal digits", INVENTORY;
    E032 InFiles, "a blake2b-512 digest is 128 hexadecimal digits", INVENTORY;
    E033 InFiles, "an inventory is JSON of the form that the specification describes", INVENTORY;
    E034 InFiles, "an inventory is called `inventory.json`", "call it `inventory.json`";
    E035 InFiles, "content paths are separated by `/`", INVENTORY;
    E036 InFiles, "an inventory has `id`, `type`, `digestAlgorithm` and `head`", INVENTORY;
    E037 InFiles, "an object has a name, and no other object has it", INVENTORY;
    E038 InFiles, "`type` names the version of the specification that the object declares", INVENTORY;
    E039 InFiles, "`digestAlgorithm` is the algorithm of `manifest` and `state`", INVENTORY;
    E040 InFiles, "`head` is the newest version", INVENTORY;
    E041 InFiles, "an inventory has `manifest` and `versions`", INVENTORY;
    E042 InFiles, "content paths begin with a version folder and its content folder", INVENTORY;
    E043 As("E041"), "an inventory describes its versions", INVENTORY;
    E044 InFiles, "`versions` is a JSON object", INVENTORY;
    E045 As("E044"), "`versions` is a JSON object", INVENTORY;
    E046 InFiles, "the versions in the inventory and the version folders are the same", "a folder too many may be moved out of the archive; a missing one must come from a copy";
    E047 InFiles, "each version is described by a JSON object", INVENTORY;
    E048 InFiles, "each version has `created` and `state`", INVENTORY;
    E049 InFiles, "`created` is a date and time after RFC 3339, with seconds and zone", INVENTORY;
    E050 InFiles, "each digest in `state` stands in `manifest`, in the same letters", INVENTORY;
    E051 As("E052"), "logical paths are names joined by `/`", INVENTORY;
    E052 InFiles, "no part of a logical path is empty, `.` or `..`", INVENTORY;
    E053 InFiles, "logical paths do not begin or end with `/`", INVENTORY;
    E054 InFiles, "`user` is an object with a `name`", INVENTORY;
    E055 As("E102"), "the block of other digests is called `fixity`", INVENTORY;
    E056 InFiles, "`fixity` uses the algorithms that the specification names", INVENTORY;
    E057 InFiles, "a block of `fixity` has the form of `manifest`", INVENTORY;
    E058 InFiles, "beside every inventory lies its digest", "take `inventory.json.sha512` from a copy of the archive, or from the newest version folder if the inventories are the same";
    E059 InFiles, "the digest beside an inventory is of the inventory's own algorithm", INVENTORY;
    E060 InFiles, "an inventory has the digest that lies beside it", INVENTORY;
    E061 InFiles, "the digest of an inventory is written `DIGEST inventory.json`", INVENTORY;
    E062 As("E060"), "the digest of an inventory is made when the inventory is done", INVENTORY;
    E063 InFiles, "an object has an inventory", "copy `inventory.json` and its digest from the newest version folder";
    E064 InFiles, "the inventory of an object is that of its newest version", INVENTORY;
    E066 InFiles, "later inventories say of a version what its own says", INVENTORY;
    E067 InFiles, "`extensions` of an object has folders of extensions only", REMOVE;
    E069 InFiles, "an archive has a declaration", "put a file `0=ocfl_1.1` with the line `ocfl_1.1` into the folder of the archive";
    E070 InFiles, "`ocfl_layout.json` is JSON with the texts `extension` and `description`", ROOT;
    E071 InFiles, "the layout of an archive is that of a registered extension", ROOT;
    E072 InFiles, "between archive and objects there are no files", REMOVE;
    E073 InFiles, "there are no empty folders in an archive", "remove the empty folder";
    E074 InConduct, "archives do not depend on each other", "";
    E075 As("E076"), "the declaration of an archive is a NAMASTE file", ROOT;
    E076 InFiles, "an archive has one declaration", "keep `0=ocfl_1.1` and remove the others";
    E077 InFiles, "the declaration of an archive names a version of OCFL that exists", "call it `0=ocfl_1.1`, if that is what the archive keeps";
    E078 InFiles, "the name of a declaration begins with `0=`", "call it `0=ocfl_1.1`";
    E079 InFiles, "the name of an archive's declaration goes on with `ocfl_`", "call it `0=ocfl_1.1`";
    E080 InFiles, "the declaration of an archive holds its own name and a line end", "write the one line `ocfl_1.1` into it";
    E081 InFiles, "objects keep the same OCFL as their archive, or an earlier one", "declare the archive as OCFL 1.1";
    E082 As("E001"), "objects lie at the ends of the folders", REMOVE;
    E083 InFiles, "the name of an object leads to its place", "move the folder of the object to the place that its layout gives it";
    E084 InFiles, "folders on the way to objects have no files", REMOVE;
    E085 As("E072"), "folders end in objects", REMOVE;
    E087 InConduct, "programs pass over files of an archive that they do not know", "";
    E088 InFiles, "an archive has only folders that lead to objects, and `extensions`", REMOVE;
    E089 InConduct, "what needs features of a file system is stored as one file", "";
    E090 InFiles, "an archive has no links", "put the file itself into the place of the link, if it has the right digest";
    E091 InConduct, "file systems keep capitals and small letters", "";
    E092 InFiles, "every file has the digest that the inventory gives it", RESTORE;
    E093 InFiles, "every file has the digests that `fixity` gives it", RESTORE;
    E094 InFiles, "`message` is a text", INVENTORY;
    E095 InFiles, "logical paths occur once and are not folders of others", INVENTORY;
    E096 InFiles, "a digest stands in `manifest` once, in letters of whatever case", INVENTORY;
    E097 InFiles, "a digest stands in a block of `fixity` once, in letters of whatever case", INVENTORY;
    E098 As("E099"), "content paths are names joined by `/`", INVENTORY;
    E099 InFiles, "no part of a content path is empty, `.` or `..`", INVENTORY;
    E100 InFiles, "content paths do not begin or end with `/`", INVENTORY;
    E101 InFiles, "content paths occur once and are not folders of others", INVENTORY;
    E102 InFiles, "an inventory has no keys but those of the specification", INVENTORY;
    E103 InFiles, "later versions keep the same OCFL as earlier ones, or a later one", WRITER;
    E104 InFiles, "the name of a version begins with `v`", INVENTORY;
    E105 InFiles, "versions are counted 1, 2, 3…", INVENTORY;
    E106 InFiles, "`manifest` is a JSON object", INVENTORY;
    E107 InFiles, "every digest of `manifest` stands in the state of a version", INVENTORY;
    E108 InFiles, "the content folder lies in the version folder", INVENTORY;
    E110 InFiles, "an object keeps its name", INVENTORY;
    E111 InFiles, "`fixity` is a JSON object", INVENTORY;
    E112 InFiles, "`extensions` of an archive has folders of extensions only", REMOVE;
    W001 InFiles, "version numbers should not be padded", WRITER;
    W002 InFiles, "a version folder should have no folder but the content", REMOVE;
    W003 InFiles, "a version without files should have no content folder", "remove the empty folder";
    W004 InFiles, "content should be named by sha512", WRITER;
    W005 InFiles, "the name of an object should be a URI", WRITER;
    W007 InFiles, "a version should have `message` and `user`", WRITER;
    W008 InFiles, "`user` should have an `address`", WRITER;
    W009 InFiles, "the `address` of a user should be a URI", WRITER;
    W010 InFiles, "every version folder should have its inventory", "take it from a copy of the archive";
    W011 InFiles, "later inventories should give time, message and user of a version as its own does", INVENTORY;
    W012 InConduct, "`logs` should hold what was done with the object", "";
    W013 InFiles, "extensions of an object should be registered", "find out which program made it";
    W014 InFiles, "an archive should have one layout", WRITER;
    W015 InFiles, "objects should lie all at the top, or all below folders", WRITER;
    W016 InFiles, "extensions of an archive should be registered", "find out which program made it";
    P001 InFiles, "an archive of pressdoc has the list `root.sha512` of the files around its objects", "take the list from a copy of the archive; other programs do not make one";
    P002 InFiles, "the files around the objects are those in `root.sha512`", ROOT;
    P003 InFiles, "no file lies in an archive that no digest covers", "OCFL allows it here, but nobody can tell whether it was changed: move it elsewhere if it matters";
    P004 InFiles, "nothing is left of a writing that was interrupted", "open the archive with a command that writes: what is whole is finished, the rest is removed";
    P005 InFiles, "the digest beside an inventory is a whole line, in small letters or in capitals", "compare it with a copy of the archive: a byte was changed, though not the digest";
    P006 InConduct, "everything in an archive can be read", "look at the disk and at the permissions";
    P007 InFiles, "a signature is whole, and of the inventory of its version", "take the signature from a copy of the archive, or sign the version again";
    P008 InConduct, "the newest version has a good signature of one of the keys given", "sign it, or give the key by which it is signed; if it should be signed by yours, find out who added it";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_those_of_the_specification() {
        // Numbers that the specification has not given, or has taken back.
        let missing = ["E065", "E068", "E086", "E109", "W006"];
        let all = |letter: char, last: usize| (1..=last).map(move |number| format!("{letter}{number:03}"));
        let expected: Vec<String> = all('E', 112)
            .chain(all('W', 16))
            .filter(|name| !missing.contains(&name.as_str()))
            .chain(all('P', 8))
            .collect();
        assert_eq!(CODES.iter().map(|code| code.name).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn every_code_says_what_to_do_in_the_voice_of_the_house() {
        for code in CODES {
            assert!(code.rule.starts_with(|c: char| c.is_lowercase() || c == '`'), "{}", code.name);
            assert!(!code.rule.ends_with('.') && !code.help.ends_with('.'), "{}", code.name);
            assert_eq!(
                code.help.is_empty(),
                code.arises == Arises::InConduct && ![&P006, &P008].contains(code),
                "{}",
                code.name
            );
            if let Arises::As(other) = code.arises {
                assert!(CODES.iter().any(|code| code.name == other && code.arises == Arises::InFiles), "{}", code.name);
            }
        }
    }
}
