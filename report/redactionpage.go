package report

import (
	"slices"

	"demarc/assess"
)

// redaction says what a redacted edition leaves out, and what it shows because
// that was released.
func (b *book) redaction() {
	if b.in.Edition != Redacted {
		return
	}
	b.section(upright, b.say("Redaction"), b.say("This edition was made from records in which names are replaced and texts removed. Everything that is counted is what the full edition counts."))
	b.paragraph(b.say("A pseudonym stands for the same name in every redacted report on this engagement. It is made with a secret that only the engagement holds, so that a guess cannot be tested on it."))
	b.paragraph(b.say("What the program's own catalogue says is not redacted; nor are the client's name, the names of well-known providers, dates, and the SHA-256 of evidence."))
	if slices.ContainsFunc(b.in.Removals.Counts, func(r Removal) bool { return r.What == CountPacks }) {
		b.paragraph(b.say("Of catalogue packs that were added to it, ids, known words, numbers, dates and what the program's own says word for word are left. Their SHA-256 is of what is left."))
	}
	if b.in.Signer != nil {
		b.paragraph(b.say("This edition is signed, and a signature names its signer: whoever reads it knows who that is, also where the same person has a pseudonym, such as who prepared it."))
	}
	t := b.newTable(column{head: b.say("Replaced or removed"), width: 300}, column{head: b.say("Number"), width: 60, right: true})
	for _, removal := range b.in.Removals.Counts {
		t.row(wording(b.say(removal.What)), wording(b.in.Language.Number(removal.N)))
	}
	t.end()
	b.heading(b.say("Released one by one"))
	if len(b.in.Removals.Released) == 0 {
		b.paragraph(b.say("Nothing was released."))
		return
	}
	t = b.newTable(column{head: b.say("Record"), width: 220}, column{head: b.say("Field"), width: 200})
	for _, r := range b.in.Removals.Released {
		t.row(wording(b.releasedRecord(r.Ref)), wording(b.in.Language.Plain(r.Field)))
	}
	t.end()
}

// releasedRecord names a record as this edition does.
func (b *book) releasedRecord(ref assess.Ref) string {
	kind := b.in.Language.Plain(string(ref.Kind))
	switch r := b.state.Get(ref).(type) {
	case *assess.Asset:
		return joined(": ", kind, b.assetName(r))
	case *assess.Party:
		return joined(": ", kind, b.partyName(r.ID))
	case *assess.Evidence:
		return joined(": ", kind, oneLine(r.Name))
	case *assess.Cell:
		if asset := b.state.Assets[r.Asset]; asset != nil {
			return joined(": ", kind, b.assetName(asset)+" × "+r.Control)
		}
	case *assess.Rule:
		return joined(": ", kind, b.ruleText(r))
	}
	return kind
}
