package report

import (
	"slices"
	"strings"

	"demarc/assess"
)

// evidenceWhole gives, in the auditor's edition, everything that is on record of
// each piece of evidence.
func (b *book) evidenceWhole() {
	if b.in.Edition != Auditor {
		return
	}
	b.section(upright, b.say("Evidence in full"), b.say("Everything that is on record of each piece of evidence, and what rests on it."))
	evidence := b.state.SortedEvidence()
	if len(evidence) == 0 {
		b.paragraph(b.say("No evidence is on record."))
	}
	for i, e := range evidence {
		if i%16 == 0 && b.ctx.Err() != nil {
			b.err = b.ctx.Err()
			return
		}
		b.keep(110)
		b.heading(shorten(oneLine(e.Name), titleLimit))
		b.facts(b.evidenceFacts(e)...)
	}
}

func (b *book) evidenceFacts(e *assess.Evidence) []fact {
	hash, size := b.say("a note, no file"), ""
	if e.SHA256 != "" {
		hash, size = e.SHA256, b.say("%s bytes", b.in.Language.Number(int(e.Size)))
	}
	facts := []fact{{b.say("Id"), e.ID}, {"SHA-256", joined("\n", hash, size)}}
	if e.Note != "" {
		facts = append(facts, fact{b.say("Note"), e.Note})
	}
	method := b.say("not stated")
	if e.Method != "" {
		method = b.in.Language.Plain(string(e.Method))
	}
	if e.Method == assess.Inquiry {
		method = b.say("%s, which alone never suffices", method)
	}
	return append(facts,
		fact{b.say("Method"), method},
		fact{b.say("Period covered"), b.stated(b.days(e.From, e.To))},
		fact{b.say("Provided by"), b.stated(b.nameOf(e.ProvidedBy))},
		fact{b.say("Collected by"), b.stated(joined(", ", b.nameOf(e.CollectedBy), b.toldDay(dateOf(e.CollectedAt))))},
		fact{b.say("Assets"), b.evidenceAssets(e)},
		fact{b.say("Controls"), b.evidenceControls(e)},
		fact{b.say("Decisions that rest on it"), b.restingOn(e)},
	)
}

// days writes a period that may be open at either end.
func (b *book) days(from, to assess.Date) string {
	if from == 0 && to == 0 {
		return ""
	}
	ends := [2]string{"…", "…"}
	for i, d := range [2]assess.Date{from, to} {
		if d != 0 {
			ends[i] = b.toldDay(d)
		}
	}
	return b.say("%s to %s", ends[0], ends[1])
}

func (b *book) evidenceAssets(e *assess.Evidence) string {
	if len(e.Assets) == 0 {
		return b.say("all that its controls are for")
	}
	var names []string
	for _, id := range e.Assets {
		if asset := b.state.Assets[id]; asset != nil {
			names = append(names, b.assetName(asset))
		}
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

func (b *book) evidenceControls(e *assess.Evidence) string {
	if len(e.Controls) == 0 && len(e.Assets) == 0 {
		return b.say("none yet: it serves no cell")
	}
	if len(e.Controls) == 0 {
		return b.say("all of its assets")
	}
	return strings.Join(e.Controls, ", ")
}

// restingOn names the findings about which something was decided on this
// evidence.
func (b *book) restingOn(e *assess.Evidence) string {
	var titles []string
	for i := range b.in.Findings {
		if f := &b.in.Findings[i]; f.Disposition != nil && f.Disposition.Evidence == e.ID {
			titles = append(titles, shorten(oneLine(f.Title(b.in.Language)), titleLimit))
		}
	}
	if len(titles) == 0 {
		return b.say("none")
	}
	return strings.Join(titles, "\n")
}
