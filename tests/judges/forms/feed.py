"""Atom entries and feeds, read by feedparser as a feed reader reads them."""

import sys
from pathlib import Path

import feedparser

faults = []


def check_entry(name, entry):
    for key in ("id", "title", "updated_parsed", "published_parsed", "author", "summary", "content"):
        if not entry.get(key):
            faults.append(f"{name}: an entry without `{key}`")
            return
    if entry.updated_parsed < entry.published_parsed:
        faults.append(f"{name}: {entry.id} was changed before it was published")
    if entry.content[0].type != "text/html" or "<script" in entry.content[0].value:
        faults.append(f"{name}: {entry.id}: the content is no plain HTML")
    if not entry.content[0].get("language"):
        faults.append(f"{name}: {entry.id}: the content has no language")
    if not any(tag.scheme == "urn:pressdoc:type" and tag.label for tag in entry.get("tags", [])):
        faults.append(f"{name}: {entry.id} has no type")


def check_feed(name, text):
    feed = feedparser.parse(text)
    if feed.bozo:
        faults.append(f"{name}: {feed.bozo_exception}")
    if feed.version != "atom10":
        faults.append(f"{name}: read as {feed.version or 'nothing'}")
    for entry in feed.entries:
        check_entry(name, entry)
    return feed


def main():
    entries = feeds = 0
    for path in sorted(Path(sys.argv[1]).rglob("*.atom")):
        text = path.read_bytes()
        if b"<entry xmlns=" in text[:200]:
            # feedparser reads no Entry Documents: one is put into a feed.
            head, entry = text.split(b"?>\n", 1)
            text = head + b"?>\n<feed xmlns='http://www.w3.org/2005/Atom'>" + entry + b"</feed>"
            entries += 1
            if len(check_feed(path, text).entries) != 1:
                faults.append(f"{path}: not one entry")
            continue
        feeds += 1
        feed = check_feed(path, text)
        for key in ("id", "title", "updated"):
            if not feed.feed.get(key):
                faults.append(f"{path}: a feed without `{key}`")
        ids = [entry.id for entry in feed.entries]
        if len(set(ids)) != len(ids):
            faults.append(f"{path}: an entry twice")
        published = [entry.published_parsed for entry in feed.entries]
        if published != sorted(published, reverse=True):
            faults.append(f"{path}: not the newest first")
        if feed.feed.get("updated_parsed") != max((entry.updated_parsed for entry in feed.entries), default=None):
            faults.append(f"{path}: not as new as its newest entry")
    print(f"{entries} entries, {feeds} feeds")
    if not entries:
        faults.append(f"{sys.argv[1]}: no entry is there")


main()
print("\n".join(faults))
sys.exit(1 if faults else 0)
