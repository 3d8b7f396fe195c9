#!/bin/sh
# Cuts the fonts of this folder from their published packages.
# Needs npm, tar and pyftsubset (pip install "fonttools==4.68.0").
# Usage: ./subset.sh          writes the faces and their licences beside itself
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The same bytes on every day: fontTools would write the present time.
export SOURCE_DATE_EPOCH=1735689600

# Latin-1, Latin Extended-A, the parts of Extended-B and Extended Additional
# that Romanian, Irish, Welsh, Croatian and German use, Greek (monotonic),
# Cyrillic (Bulgarian, Russian, Ukrainian, Serbian, Macedonian), combining marks.
letters="U+0020-007E,U+00A0-017F,U+018F,U+0192,U+01C4-01CC,U+01CD-01DC,U+01E2-01E3,U+01E6-01E9,U+01F4-01F5,U+01FA-01FF,U+0200-021B,U+0232-0233,U+0237,U+0259,U+02BB-02BC,U+02C6-02C7,U+02D8-02DD,U+0300-030C,U+030F,U+0311-0312,U+0323-0328,U+032E,U+0331"
letters="$letters,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03CE,U+0400-045F,U+0490-0493,U+1E02-1E03,U+1E0A-1E0B,U+1E1E-1E1F,U+1E40-1E41,U+1E56-1E57,U+1E60-1E61,U+1E6A-1E6B,U+1E80-1E85,U+1E9E,U+1EF2-1EF3"
# Spaces, dashes, quotation marks, bullets, primes, super- and subscripts,
# currency, letter-like signs, fractions, arrows, comparison and sums.
signs="U+2000-200F,U+2010-2015,U+2016-2022,U+2024-2027,U+202A-202F,U+2030-2037,U+2039-203A,U+203C,U+203E,U+2042,U+2044,U+2047-2049,U+205F-2064,U+2066-2069,U+2070-2071,U+2074-208E,U+20A0-20BF,U+2103,U+2105,U+2109,U+2113,U+2116-2117,U+211E,U+2120,U+2122,U+2126,U+212A-212E,U+2150-215F,U+2160-216B,U+2190-2199,U+21D0-21D4,U+2200,U+2202-2203,U+2205-2206,U+2208-2209,U+220F,U+2211-2213,U+2215,U+2217-221A,U+221E,U+2229-222B,U+2248,U+2260-2261,U+2264-2265,U+226A-226B,U+2282-2287,U+2295,U+2297,U+22C5"
# Boxes, ticks, stars, pointers, circled digits.
pictures="U+2460-2473,U+24EA,U+25A0-25A1,U+25AA-25AB,U+25B2-25B3,U+25B6,U+25B8,U+25BA-25BD,U+25C0,U+25C6-25C7,U+25CA-25CB,U+25CF,U+25E6,U+2605-2606,U+260E,U+2610-2612,U+261E,U+2660-2667,U+2690-2691,U+2709,U+270E,U+2713-2718,U+2756,U+2776-277F,U+2794,U+279C,U+27A4"
# Arabic: the letters of Arabic, Persian and Urdu, vowel signs; ASCII and the
# signs beside it, so that one face sets a line.
arabic="U+0020-007E,U+00A0,U+00AB,U+00BB,U+2010-2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+2039-203A,U+0609,U+060C-060D,U+061B-061C,U+061E-061F,U+0621-063A,U+0640-0655,U+0660-066D,U+0670-0671,U+0679,U+067E,U+0686,U+0688,U+0691,U+0698,U+06A4,U+06A9,U+06AD,U+06AF,U+06BA,U+06BE,U+06C0-06C3,U+06CC,U+06D0,U+06D2-06D5,U+06F0-06F9,U+200C-200F,U+202F"
# Letters that join need more: forms by place, ligatures that must be, marks.
joining="kern,mark,mkmk,locl,ccmp,isol,init,medi,fina,rlig,calt"
features="kern,mark,mkmk,locl,tnum,lnum"

fetch() { # package version
  (cd "$work" && npm pack --silent "@expo-google-fonts/$1@$2" >/dev/null 2>&1)
  mkdir -p "$work/$1"
  tar -xzf "$work/expo-google-fonts-$1-$2.tgz" -C "$work/$1" --strip-components=1
}

cut_face() { # package source-face target characters [features]
  pyftsubset "$work/$1/$2" --output-file="$here/$3" --unicodes="$4" \
    --layout-features="${5:-$features}" --layout-scripts='*' --no-hinting --desubroutinize \
    --name-IDs='*' --name-languages='0x409' --notdef-outline --glyph-names \
    --drop-tables+=DSIG,STAT,meta --no-ignore-missing-glyphs --ignore-missing-unicodes
}

fetch inter 0.4.2
fetch noto-serif 0.4.2
fetch noto-sans-mono 0.4.2
fetch noto-sans-symbols-2 0.4.1
fetch vazirmatn 0.4.1

text="$letters,$signs,$pictures"
cut_face inter 400Regular/Inter_400Regular.ttf                 Inter-Regular.ttf        "$text"
cut_face inter 400Regular_Italic/Inter_400Regular_Italic.ttf   Inter-Italic.ttf         "$text"
cut_face inter 600SemiBold/Inter_600SemiBold.ttf               Inter-SemiBold.ttf       "$text"
cut_face inter 600SemiBold_Italic/Inter_600SemiBold_Italic.ttf Inter-SemiBoldItalic.ttf "$text"
cut_face noto-serif 400Regular/NotoSerif_400Regular.ttf                 NotoSerif-Regular.ttf        "$text"
cut_face noto-serif 400Regular_Italic/NotoSerif_400Regular_Italic.ttf   NotoSerif-Italic.ttf         "$text"
cut_face noto-serif 600SemiBold/NotoSerif_600SemiBold.ttf               NotoSerif-SemiBold.ttf       "$text"
cut_face noto-serif 600SemiBold_Italic/NotoSerif_600SemiBold_Italic.ttf NotoSerif-SemiBoldItalic.ttf "$text"
cut_face noto-sans-mono 400Regular/NotoSansMono_400Regular.ttf NotoSansMono-Regular.ttf "$text"
cut_face noto-sans-symbols-2 400Regular/NotoSansSymbols2_400Regular.ttf NotoSansSymbols2-Regular.ttf "$signs,$pictures"
cut_face vazirmatn 400Regular/Vazirmatn_400Regular.ttf   Vazirmatn-Regular.ttf  "$arabic" "$joining"
cut_face vazirmatn 600SemiBold/Vazirmatn_600SemiBold.ttf Vazirmatn-SemiBold.ttf "$arabic" "$joining"

cp "$work/inter/LICENSE_FONT"               "$here/OFL-Inter.txt"
cp "$work/noto-serif/LICENSE_FONT"          "$here/OFL-NotoSerif.txt"
cp "$work/noto-sans-mono/LICENSE_FONT"      "$here/OFL-NotoSansMono.txt"
cp "$work/noto-sans-symbols-2/LICENSE_FONT" "$here/OFL-NotoSansSymbols2.txt"
cp "$work/vazirmatn/LICENSE_FONT"           "$here/OFL-Vazirmatn.txt"
ls -l "$here"
