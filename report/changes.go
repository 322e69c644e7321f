package report

import "demarc/assess"

// Changes is what became of the findings since the last visit.
type Changes struct {
	Since    assess.Date
	Before   assess.Totals
	Findings []Change
}

// Change is one finding and what became of it. Of one that is gone, Title is
// empty in an edition that must not name what it named.
type Change struct {
	ID       string // of a finding that is still there, as this report has it
	Title    string // of one that is gone
	Kind     assess.FindingKind
	Severity assess.Severity
	What     string // new, reopened, fixed, still_open
	Because  string // time, catalogue, client
}

// mostChanges is how many findings of one sort of change are listed.
const mostChanges = 60

// changes says what became of the findings since the last visit.
func (b *book) changes() {
	c := b.in.Changes
	if c == nil {
		return
	}
	b.section(upright, b.say("Changes since the last visit"), b.say("Compared with the state of %s, when the last visit ended.", b.toldDay(c.Since)))
	b.changedTotals(c.Before)
	for _, group := range []struct{ what, title string }{
		{"new", b.say("New findings")}, {"reopened", b.say("Findings that came back")}, {"fixed", b.say("Findings that are gone")},
	} {
		b.changed(group.what, group.title)
	}
	still := 0
	for i := range c.Findings {
		if c.Findings[i].What == "still_open" {
			still++
		}
	}
	b.paragraph(b.in.Language.N(still, "%s finding is there as it was then.", "%s findings are there as they were then."))
}

func (b *book) changedTotals(was assess.Totals) {
	now := b.totals
	t := b.newTable(column{head: b.say("Counted"), width: 200}, column{head: b.say("At the last visit"), width: 90, right: true}, column{head: b.say("Now"), width: 70, right: true})
	for _, row := range []struct {
		what    string
		was, is int
	}{
		{b.say("Assets"), was.Assets, now.Assets}, {b.say("Cells"), was.Cells, now.Cells}, {b.say("Unowned"), was.Unowned, now.Unowned},
		{b.say("Not assessed"), was.NotAssessed, now.NotAssessed}, {b.say("Compliant, as declared"), was.Compliant, now.Compliant}, {b.say("Gaps"), was.Gaps, now.Gaps},
	} {
		t.row(wording(row.what), wording(b.in.Language.Number(row.was)), wording(b.in.Language.Number(row.is)))
	}
	t.end()
}

func (b *book) changed(what, title string) {
	titles := map[string]*assess.Finding{}
	for i := range b.in.Findings {
		titles[b.in.Findings[i].ID] = &b.in.Findings[i]
	}
	b.heading(title)
	t := b.newTable(column{head: b.say("Severity"), width: 66, style: styleCell.with(medium)}, column{head: b.say("Finding"), width: b.page.measure() - 186, clip: 3}, column{head: b.say("Because of"), width: 120, style: styleCell.in(ink2)})
	n := 0
	for i := range b.in.Changes.Findings {
		c := &b.in.Changes.Findings[i]
		if c.What != what {
			continue
		}
		if n++; n > mostChanges {
			continue
		}
		mark, colour := severityMark(c.Severity)
		strong := styleCell.with(medium).in(colour)
		name := cell{text: capital(b.say(c.Kind.Words()))}
		if f := titles[c.ID]; f != nil {
			name = cell{text: shorten(oneLine(f.Title(b.in.Language)), titleLimit), link: b.blocks[f.ID]}
		} else if c.Title != "" {
			name.text = shorten(oneLine(c.Title), titleLimit)
		}
		t.row(cell{text: capital(b.in.Language.Plain(string(c.Severity))), style: &strong, mark: mark, colour: colour}, name, wording(b.because(c.Because)))
	}
	switch {
	case n == 0:
		b.paragraph(b.say("None."))
	case n > mostChanges:
		t.endWith(b.moreWords(n - mostChanges))
	default:
		t.end()
	}
}

func (b *book) because(cause string) string {
	switch cause {
	case "time":
		return b.say("time that passed")
	case "catalogue":
		return b.say("the catalogue")
	case "client":
		return b.say("what was recorded")
	}
	return ""
}
