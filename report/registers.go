package report

import (
	"cmp"
	"strings"

	"demarc/assess"
)

// ruleRegister lists the scope rules: what each says, and how far it reaches.
func (b *book) ruleRegister() {
	b.section(upright, "Scope rules", "Answers that were given for many cells at once. The most specific one counts for a cell: its own, then a tag's, a hosting model's, a provider's, everybody's.")
	rules := b.state.SortedRules()
	if len(rules) == 0 {
		b.paragraph("There are no scope rules.")
		return
	}
	reach := map[string]int{}
	t := b.newTable(
		column{head: "Rule", width: 28, style: styleCell.with(semibold)},
		column{head: "Assets", width: 92, style: styleCell.with(medium)}, column{head: "Controls", width: 72},
		column{head: "Says", width: b.page.measure() - 294}, column{head: "Reaches", width: 48, right: true}, column{head: "Since", width: 54, style: styleCell.in(ink2)})
	for _, r := range rules {
		if b.ctx.Err() != nil {
			b.err = b.ctx.Err()
			return
		}
		scope := r.Scope.String()
		if _, known := reach[scope]; !known {
			reach[scope] = len(b.evaluation.InScope(r.Scope))
		}
		since := ""
		if r.At != 0 {
			since = r.At.Date().String()
		}
		t.row(wording(b.ruleNumbers[r]), wording(scope), wording(plainWord(r.Target())), wording(b.answerText(&r.Answer)), wording(number(reach[scope])), wording(since))
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
		add("boundary", joined(", ", boundaryWord(a.Boundary.Owner), sentence(a.Boundary.Rationale), a.Boundary.Reference, b.nameOf(a.Boundary.By)))
	}
	b.clauseText(add, "client's side", a.Customer)
	b.clauseText(add, "provider's side", a.Provider)
	if a.Declared != nil {
		add("declared", joined(", ", plainWord(a.Declared.Status), b.partyName(a.Declared.By), a.Declared.At.Date().String()))
	}
	if a.Concluded != nil {
		add("concluded", joined(", ", plainWord(a.Concluded.Status), b.nameOf(a.Concluded.By), a.Concluded.At.Date().String()))
	}
	add("known gap addressed", string(a.GapAddressed))
	add("rationale", sentence(a.Rationale))
	add("due", a.Due.String())
	return capital(strings.Join(parts, "; "))
}

func (b *book) clauseText(add func(label, value string), side string, c *assess.Clause) {
	if c == nil {
		return
	}
	add("accountable on the "+side, b.partyName(c.Accountable))
	add("responsible", b.partyNames(c.Responsible))
	add("consulted", b.partyNames(c.Consulted))
	add("informed", b.partyNames(c.Informed))
	if c.Reference != nil {
		add("reference", referenceText(c.Reference))
	}
}

// referenceText says on what a provider's clause rests.
func referenceText(r *assess.Reference) string {
	return joined(", ", r.Text, shortPeriod(r.From, r.To), r.Services, r.Regions, prefixed("expires ", r.Expires.String()))
}

// evidenceRegister lists what was shown or collected.
func (b *book) evidenceRegister() {
	b.section(upright, "Evidence", "What was shown or collected. The SHA-256 lets anybody check that a file is the one that was seen. Inquiry alone never suffices.")
	evidence := b.state.SortedEvidence()
	if len(evidence) == 0 {
		b.paragraph("No evidence is on record.")
		return
	}
	soft := styleCell.in(ink2)
	t := b.newTable(
		column{head: "Evidence", width: 104, style: styleCell.with(medium)},
		column{head: "SHA-256", width: 136, style: styleTiny.in(ink)},
		column{head: "Method, period", width: 66, style: soft}, column{head: "Provided, collected", width: 80, style: soft},
		column{head: "Serves", width: b.page.measure() - 386, style: soft})
	for i, e := range evidence {
		if i%64 == 0 && b.ctx.Err() != nil {
			b.err = b.ctx.Err()
			return
		}
		if !b.inSlice(e) {
			continue
		}
		hash := "a note, no file"
		if e.SHA256 != "" {
			hash = e.SHA256[:len(e.SHA256)/2] + "\n" + e.SHA256[len(e.SHA256)/2:]
		}
		collected := joined(", ", b.nameOf(e.CollectedBy), dayOf(e.CollectedAt))
		t.row(
			wording(evidenceText(e)), wording(hash),
			wording(joined("\n", plainWordOr(e.Method, "method not stated"), shortPeriod(e.From, e.To))),
			wording(joined("\n", prefixed("by ", b.nameOf(e.ProvidedBy)), prefixed("collected by ", collected))),
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

func dayOf(i assess.Instant) string {
	if i == 0 {
		return ""
	}
	return i.Date().String()
}

func prefixed(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}

func shortPeriod(from, to assess.Date) string {
	if from == 0 && to == 0 {
		return ""
	}
	return cmp.Or(from.String(), "…") + " to " + cmp.Or(to.String(), "…")
}

func (b *book) servesText(e *assess.Evidence) string {
	if len(e.Assets)+len(e.Controls) == 0 {
		return "no cell yet"
	}
	assets, controls := "all assets", "all controls"
	if len(e.Assets) > 0 {
		var names []string
		for _, id := range e.Assets[:min(len(e.Assets), namedAssets)] {
			if asset := b.state.Assets[id]; asset != nil {
				names = append(names, shorten(b.fullName(asset), 60))
			}
		}
		assets = strings.Join(names, ", ")
		if len(e.Assets) > namedAssets {
			assets = counted(len(e.Assets), "asset", "assets")
		}
	}
	if len(e.Controls) > 0 {
		controls = strings.Join(e.Controls, ", ")
	}
	return joined(" × ", assets, controls)
}
