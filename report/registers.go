package report

import (
	"cmp"
	"strings"

	"demarc/assess"
)

// ruleRegister lists the scope rules: what each says, and how far it reaches.
func (b *book) ruleRegister() {
	b.section(upright, b.say("Scope rules"), b.say("Answers that were given for many cells at once. The most specific one counts for a cell: its own, then a tag's, a hosting model's, a provider's, everybody's."))
	rules := b.state.SortedRules()
	if len(rules) == 0 {
		b.paragraph(b.say("There are no scope rules."))
		return
	}
	var targets []string
	for _, r := range rules {
		targets = append(targets, b.target(r))
	}
	controls, reach := b.roomForWords(72, styleCell, targets...), map[string]int{}
	t := b.newTable(
		column{head: b.say("Rule"), width: 28, style: styleCell.with(semibold)},
		column{head: b.say("Assets"), width: 108, style: styleCell.with(medium)}, column{head: b.say("Controls"), width: controls},
		column{head: b.say("Says"), width: b.page.measure() - 234 - controls}, column{head: b.say("Reaches"), width: 44, right: true}, column{head: b.say("Since"), width: 54, style: styleCell.in(ink2)})
	for _, r := range rules {
		if b.ctx.Err() != nil {
			b.err = b.ctx.Err()
			return
		}
		scope := r.Scope.String()
		if _, known := reach[scope]; !known {
			reach[scope] = len(b.evaluation.InScope(r.Scope))
		}
		t.row(wording(b.ruleNumbers[r]), wording(b.scopeText(r.Scope)), wording(b.target(r)), wording(b.answerText(&r.Answer)), wording(b.number(reach[scope])), wording(b.dayOf(r.At)))
	}
	t.end()
}

// answerText says in words everything that an answer says.
func (b *book) answerText(a *assess.Answer) string {
	var parts []string
	add := func(label, value string) {
		if value != "" {
			parts = append(parts, label+": "+value)
		}
	}
	if a.Boundary != nil {
		add(b.say("boundary"), joined(", ", b.boundaryWord(a.Boundary.Owner), sentence(a.Boundary.Rationale), a.Boundary.Reference, b.nameOf(a.Boundary.By)))
	}
	b.clauseText(add, b.say("accountable on the client's side"), a.Customer)
	b.clauseText(add, b.say("accountable on the provider's side"), a.Provider)
	if a.Declared != nil {
		add(b.say("declared"), joined(", ", b.word(string(a.Declared.Status)), b.partyName(a.Declared.By), b.day(a.Declared.At.Date())))
	}
	if a.Concluded != nil {
		add(b.say("concluded"), joined(", ", b.word(string(a.Concluded.Status)), b.nameOf(a.Concluded.By), b.day(a.Concluded.At.Date())))
	}
	add(b.say("known gap addressed"), b.word(string(a.GapAddressed)))
	add(b.say("rationale"), sentence(a.Rationale))
	add(b.say("due"), b.day(a.Due))
	return capital(strings.Join(parts, "; "))
}

func (b *book) clauseText(add func(label, value string), accountable string, c *assess.Clause) {
	if c == nil {
		return
	}
	add(accountable, b.partyName(c.Accountable))
	add(b.say("responsible"), b.partyNames(c.Responsible))
	add(b.say("consulted"), b.partyNames(c.Consulted))
	add(b.say("informed"), b.partyNames(c.Informed))
	if c.Reference != nil {
		add(b.say("reference"), b.referenceText(c.Reference))
	}
}

// referenceText says on what a provider's clause rests.
func (b *book) referenceText(r *assess.Reference) string {
	return joined(", ", r.Text, b.shortPeriod(r.From, r.To), r.Services, r.Regions, b.dated("expires %s", r.Expires))
}

// evidenceRegister lists what was shown or collected.
func (b *book) evidenceRegister() {
	b.section(upright, b.say("Evidence"), b.say("What was shown or collected. The SHA-256 lets anybody check that a file is the one that was seen. Inquiry alone never suffices."))
	evidence := b.state.SortedEvidence()
	if len(evidence) == 0 {
		b.paragraph(b.say("No evidence is on record."))
		return
	}
	soft := styleCell.in(ink2)
	t := b.newTable(
		column{head: b.say("Evidence"), width: 104, style: styleCell.with(medium)},
		column{head: "SHA-256", width: 136, style: styleTiny.in(ink)},
		column{head: b.say("Method, period"), width: 66, style: soft}, column{head: b.say("Provided, collected"), width: 80, style: soft},
		column{head: b.say("Serves"), width: b.page.measure() - 386, style: soft})
	for i, e := range evidence {
		if i%64 == 0 && b.ctx.Err() != nil {
			b.err = b.ctx.Err()
			return
		}
		if !b.inSlice(e) {
			continue
		}
		hash := b.say("a note, no file")
		if e.SHA256 != "" {
			hash = e.SHA256[:len(e.SHA256)/2] + "\n" + e.SHA256[len(e.SHA256)/2:]
		}
		collected := joined(", ", b.nameOf(e.CollectedBy), b.dayOf(e.CollectedAt))
		t.row(
			wording(evidenceText(e)), wording(hash),
			wording(joined("\n", b.wordOr(string(e.Method), b.say("method not stated")), b.shortPeriod(e.From, e.To))),
			wording(joined("\n", b.prefixed("by %s", b.nameOf(e.ProvidedBy)), b.prefixed("collected by %s", collected))),
			wording(b.servesText(e)))
	}
	t.end()
}

// evidenceText names a piece of evidence, with its note below. A note that was
// recorded by itself is named by its own beginning and stands once.
func evidenceText(e *assess.Evidence) string {
	name, note := oneLine(e.Name), oneLine(e.Note)
	if beginning, cut := strings.CutSuffix(name, ellipsis); name == note || (cut && strings.HasPrefix(note, beginning)) {
		return e.Note
	}
	return joined("\n", name, e.Note)
}

// sentence is a text without its full stop, for more follows.
func sentence(text string) string { return strings.TrimSuffix(strings.TrimSpace(text), ".") }

func (b *book) dayOf(i assess.Instant) string { return b.day(dateOf(i)) }

// dateOf is the day of an instant; none has none.
func dateOf(i assess.Instant) assess.Date {
	if i == 0 {
		return 0
	}
	return i.Date()
}

// prefixed puts a text into a phrase, where there is a text.
func (b *book) prefixed(phrase, text string) string {
	if text == "" {
		return ""
	}
	return b.say(phrase, text)
}

// dated puts a day into a phrase, where there is one.
func (b *book) dated(phrase string, day assess.Date) string { return b.prefixed(phrase, b.day(day)) }

func (b *book) shortPeriod(from, to assess.Date) string {
	if from == 0 && to == 0 {
		return ""
	}
	return b.say("%s to %s", cmp.Or(b.day(from), "…"), cmp.Or(b.day(to), "…"))
}

func (b *book) servesText(e *assess.Evidence) string {
	if len(e.Assets)+len(e.Controls) == 0 {
		return b.say("no cell yet")
	}
	assets, controls := b.say("all assets"), b.say("all controls")
	if len(e.Assets) > 0 {
		var names []string
		for _, id := range e.Assets[:min(len(e.Assets), namedAssets)] {
			if asset := b.state.Assets[id]; asset != nil {
				names = append(names, shorten(b.fullName(asset), 60))
			}
		}
		assets = strings.Join(names, ", ")
		if len(e.Assets) > namedAssets {
			assets = b.counted(len(e.Assets), "%s asset", "%s assets")
		}
	}
	if len(e.Controls) > 0 {
		controls = strings.Join(e.Controls, ", ")
	}
	return joined(" × ", assets, controls)
}
