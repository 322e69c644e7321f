package report

import (
	"strings"

	"demarc/assess"
)

// remarks gathers what was said of an asset's cells, the same words once with
// all the controls that they stand for.
type remarks struct {
	texts    []string
	controls map[string][]string
}

func (r *remarks) add(text string, c *assess.Control) {
	if text == "" {
		return
	}
	if r.controls == nil {
		r.controls = map[string][]string{}
	}
	if r.controls[text] == nil {
		r.texts = append(r.texts, text)
	}
	r.controls[text] = append(r.controls[text], shortID(c))
}

func (r *remarks) String() string {
	parts := make([]string, len(r.texts))
	for i, text := range r.texts {
		parts[i] = shorten(text, textLimit) + " (" + strings.Join(r.controls[text], ", ") + ")"
	}
	return strings.Join(parts, "; ")
}

// sheetNotes say what lies behind an asset's cells: who declared and concluded
// what, why a boundary was moved, and what a provider's part rests on. Controls
// stand in brackets.
func (b *book) sheetNotes(row []assess.CellView) {
	var declared, concluded, decided, rests, rationale, reopened remarks
	for i := range row {
		c := &row[i]
		if s := c.Answer.Declared; s != nil && s.Status != "" {
			declared.add(joined(", ", b.partyName(s.By), dayOf(s.At)), c.Control)
		}
		if s := c.Answer.Concluded; s != nil && s.Status != "" {
			concluded.add(joined(", ", s.By, dayOf(s.At)), c.Control)
		}
		if d := c.Answer.Boundary; d != nil && (c.Basis == assess.BasisDecision || c.Basis == assess.BasisRule) {
			decided.add(joined(", ", boundaryWord(d.Owner)+": "+stated(strings.TrimSuffix(d.Rationale, ".")), d.Reference, d.By), c.Control)
		}
		if r := c.Answer.Provider.Reference; r != nil {
			rests.add(referenceText(r), c.Control)
		}
		rationale.add(strings.TrimSuffix(c.Answer.Rationale, "."), c.Control)
		if c.Reopened != "" {
			reopened.add("catalogue "+c.Reopened+" moved the baseline since it was answered", c.Control)
		}
	}
	for _, note := range []struct {
		label string
		remarks
	}{{"Declared by", declared}, {"Concluded by", concluded}, {"Decided", decided}, {"Rests on", rests}, {"Rationale", rationale}, {"Reopened", reopened}} {
		if len(note.texts) > 0 {
			b.blockFact(fact{note.label, note.String()}, b.page.measure()-blockLabel, styleDense.in(ink2))
		}
	}
}
