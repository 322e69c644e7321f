package report

import (
	"cmp"
	"slices"
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

// words lists the remarks on some of so many controls, of which everything is
// the word for all.
func (r *remarks) words(all int, everything string) string {
	parts := make([]string, len(r.texts))
	for i, text := range r.texts {
		controls := strings.Join(r.controls[text], ", ")
		if n := len(r.controls[text]); n == all && n > 1 {
			controls = everything
		}
		parts[i] = shorten(text, textLimit) + " (" + controls + ")"
	}
	return strings.Join(parts, "; ")
}

// together joins remarks on the same controls: R1, R12 (008, 014).
func (r *remarks) together() remarks {
	byControls := map[string][]string{}
	var order []string
	slices.SortFunc(r.texts, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b)) })
	for _, text := range r.texts {
		key := strings.Join(r.controls[text], ", ")
		if byControls[key] == nil {
			order = append(order, key)
		}
		byControls[key] = append(byControls[key], text)
	}
	joined := remarks{controls: map[string][]string{}}
	for _, key := range order {
		text := strings.Join(byControls[key], ", ")
		joined.texts = append(joined.texts, text)
		joined.controls[text] = r.controls[byControls[key][0]]
	}
	return joined
}

// sheetNotes say what lies behind an asset's cells: who declared and concluded
// what, why a boundary was moved, what a provider's part rests on, and which rules
// answered. Controls stand in brackets.
func (b *book) sheetNotes(row []assess.CellView) {
	var declared, concluded, decided, nature, rests, rationale, byRule, reopened remarks
	for i := range row {
		c := &row[i]
		if s := c.Answer.Declared; s != nil && s.Status != "" {
			declared.add(joined(", ", b.partyName(s.By), b.dayOf(s.At)), c.Control)
		}
		if s := c.Answer.Concluded; s != nil && s.Status != "" {
			concluded.add(joined(", ", b.nameOf(s.By), b.dayOf(s.At)), c.Control)
		}
		switch {
		case c.Answer.Boundary != nil && decidedHere(c):
			decided.add(b.decisionText(c), c.Control)
		case c.Basis == assess.BasisTrait:
			nature.add(b.boundaryWord(c.Boundary), c.Control)
		}
		if r := c.Answer.Provider.Reference; r != nil {
			text := b.referenceText(r)
			if r.Expires != 0 && r.Expires < b.evaluation.Today() {
				text = b.say("EXPIRED: %s", text)
			}
			rests.add(text, c.Control)
		}
		rationale.add(sentence(c.Answer.Rationale), c.Control)
		for k, rule := range c.Answer.From {
			if rule != nil && !slices.Contains(c.Answer.From[:k], rule) {
				byRule.add(b.ruleNumbers[rule], c.Control)
			}
		}
		if c.Reopened != "" {
			reopened.add(b.say("catalogue %s moved the baseline since it was answered", c.Reopened), c.Control)
		}
	}
	var facts []fact
	for _, note := range []struct {
		label string
		remarks
	}{{b.say("Declared by"), declared}, {b.say("Concluded by"), concluded}, {b.say("Decided"), decided}, {b.say("By its nature"), nature}, {b.say("Rests on"), rests}, {b.say("Rationale"), rationale}, {b.say("By rule"), byRule.together()}, {b.say("Reopened"), reopened}} {
		if len(note.texts) > 0 {
			facts = append(facts, fact{note.label, note.words(len(row), b.say("all"))})
		}
	}
	s := b.noteStyle(facts)
	for _, f := range facts {
		b.blockFact(f, b.page.measure()-blockLabel, s)
	}
}

// noteStyle is a size smaller where that keeps the notes, and with them the
// sheet, on the page.
func (b *book) noteStyle(facts []fact) style {
	depth := func(s style) (depth float64) {
		for _, f := range facts {
			depth += b.blockFactDepth(f, b.page.measure()-blockLabel, s)
		}
		return depth
	}
	dense, tiny := styleDense.in(ink2), styleTiny.in(ink2)
	if room := b.page.bottom - b.y; depth(dense) > room && depth(tiny) <= room {
		return tiny
	}
	return dense
}
