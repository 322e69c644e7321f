package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"demarc/assess"
	"demarc/marks"
)

// appendix prints the catalogue as far as it was used: the controls, and the
// baselines of every hosting model in use.
func (b *book) appendix() {
	b.section(upright, b.say("Catalogue"), b.say("Catalogue %s as of %s. The controls, and for each hosting model in use what the provider offers, what is left to the client, and where that is written.", b.catalogue.Version, b.longDate(b.catalogue.AsOf)))
	b.controlTable()
	b.checkWords()
	for _, use := range b.survey.models {
		if model := b.catalogue.Model(use.id); model != nil {
			b.modelBaselines(model, use.assets)
		}
		if b.err != nil {
			return
		}
	}
}

func (b *book) controlTable() {
	var categories []string
	for i := range b.catalogue.Controls {
		categories = append(categories, b.word(b.catalogue.Controls[i].Category))
	}
	category := b.roomForWords(84, styleCell, categories...)
	t := b.newTable(
		column{head: b.say("Control"), width: 118, style: styleCell.with(medium)},
		column{head: b.say("What it asks for"), width: b.page.measure() - 214 - category},
		column{head: b.say("Category"), width: category, style: styleCell.in(ink2)},
		column{head: b.say("Review"), width: 56, style: styleCell.in(ink2)},
		column{head: b.say("Weight"), width: 40, right: true})
	for i := range b.catalogue.Controls {
		c := &b.catalogue.Controls[i]
		review := "–"
		if c.ReviewMonths > 0 {
			review = b.counted(c.ReviewMonths, "%s month", "%s months")
		}
		t.row(wording(c.ID+"\n"+b.controlName(c)), wording(b.say(c.Description)), wording(b.word(string(c.Category))), wording(review), wording(fmt.Sprint(c.Weight)))
	}
	t.end()
}

// checkWords says what each way of checking a source means.
func (b *book) checkWords() {
	var facts []fact
	for _, check := range assess.SourceChecks {
		if meaning := b.catalogue.SourceChecks[check]; meaning != "" {
			facts = append(facts, fact{check, capital(b.say(meaning))})
		}
	}
	if len(facts) > 0 {
		b.heading(b.say("How a source was checked"))
		b.facts(facts...)
	}
}

func (b *book) modelBaselines(model *assess.HostingModel, assets int) {
	b.overPage = nil
	b.partPage()
	name := cmp.Or(b.say(model.Name), model.ID)
	b.place(name, 1, true)
	b.overPage = func() {
		b.continued(name)
		b.sideHeads()
	}
	s := style{semibold, 14, 18, ink}
	b.y = b.lines(b.page.left, b.y, s, b.typeface.clip(s, b.page.measure(), name, 3)) + 2
	b.prose(styleSmall, b.page.measure(), joined(" · ", model.ID, cmp.Or(model.Company, model.Provider), model.ServiceType, b.counted(assets, "%s asset", "%s assets")))
	b.y += 8
	b.sideHeads()
	for i := range b.catalogue.Controls {
		control := &b.catalogue.Controls[i]
		if baseline := b.catalogue.Baseline(model.ID, control.ID); baseline != nil {
			b.baseline(control, baseline)
		}
		if b.err != nil {
			return
		}
	}
}

const sidesGap = 24.0

// sideHeads stand over the two sides of a hosting model's baselines.
func (b *book) sideHeads() {
	middle := b.page.left + b.page.measure()/2
	b.overline(b.page.left, b.y+7, ink3, b.say("The provider offers"))
	b.overline(middle+sidesGap/2, b.y+7, ink3, b.say("Left to the client"))
	b.fill(middle-0.6, b.y, 1.2, 9, accent)
	b.y += 13
}

// baseline sets one entry of the catalogue: the two sides beside one another,
// with the line between, and below what is to be known of them.
func (b *book) baseline(control *assess.Control, l *assess.Baseline) {
	width := (b.page.measure() - sidesGap) / 2
	left := b.typeface.wrap(styleDense, width, cmp.Or(quoted(b.say(l.ProviderOffers)), b.say("Nothing is stated.")))
	right := b.customerLines(l, width)
	notes := b.baselineNotes(l)
	sides := float64(max(len(left), len(right))) * styleDense.leading
	depth := 33 + sides
	for _, n := range notes {
		depth += b.blockFactDepth(n, b.page.measure()-blockLabel, styleDense)
	}
	b.keep(min(depth, 320)) // a longer one goes on on the next page
	b.baselineHead(control, l)
	b.sides(left, right, width, sidesGap)
	for _, n := range notes {
		b.blockFact(n, b.page.measure()-blockLabel, styleDense.in(ink2))
	}
	b.y += 8
}

func (b *book) baselineHead(control *assess.Control, l *assess.Baseline) {
	b.rule(b.page.left, b.y, b.page.measure(), edge)
	s := styleSmall.with(semibold).in(ink)
	owner := b.say("Baseline: %s", b.boundaryWord(l.Owner))
	if l.Owner == assess.OwnerUnassigned && l.RecommendedOwner != "" {
		owner = b.say("%s (recommended: the %s)", owner, b.boundaryWord(l.RecommendedOwner))
	}
	note := b.say("%s · %s confidence", owner, b.word(string(l.Confidence())))
	w := b.width(styleSmall, note)
	name, room := control.ID+"  "+b.controlName(control), b.page.measure()-w-16
	if b.width(s, name) > room {
		name = control.ID + "  " + b.controlShort(control)
	}
	b.text(b.page.left, b.y+12, s, b.typeface.fit(s, room, name))
	b.textRight(b.page.right, b.y+12, styleSmall, note)
	if l.Confidence() == assess.ConfidenceLow {
		b.tile(b.page.right-w-14, b.y+4, 10, 9, marks.Implemented, true)
	}
	b.y += 20
}

// customerLines are the client's part, each action with its dash.
func (b *book) customerLines(l *assess.Baseline, width float64) []string {
	if len(l.CustomerActions) == 0 {
		return []string{b.say("Nothing is stated.")}
	}
	var lines []string
	for _, action := range l.CustomerActions {
		wrapped := b.typeface.wrap(styleDense, width-8, quoted(b.say(action)))
		for i, line := range wrapped {
			if i == 0 {
				line = "– " + line
			} else {
				line = "   " + line
			}
			lines = append(lines, line)
		}
	}
	return lines
}

// sides sets the provider's part left and the client's right of the line.
func (b *book) sides(left, right []string, width, gap float64) {
	s := styleDense
	middle := b.page.left + width + gap/2
	for len(left)+len(right) > 0 {
		room := int((b.page.bottom - b.y) / s.leading)
		if room < 1 {
			b.nextPage()
			continue
		}
		l, r := left[:min(room, len(left))], right[:min(room, len(right))]
		b.lines(b.page.left, b.y, s, l)
		b.lines(middle+gap/2, b.y, s, r)
		height := float64(max(len(l), len(r))) * s.leading
		b.fill(middle-0.6, b.y, 1.2, height, accent)
		left, right = left[len(l):], right[len(r):]
		b.y += height
	}
	b.y += 5
}

// unstated reports whether a baseline only fills the place of one that the
// catalogue has not.
func unstated(l *assess.Baseline) bool {
	return l.Owner == assess.OwnerUnassigned && l.ProviderOffers == "" && len(l.CustomerActions) == 0 && l.Source == "" && l.VerifiedOn == 0
}

func (b *book) baselineNotes(l *assess.Baseline) []fact {
	if unstated(l) {
		return []fact{{b.say("Source"), b.say("none: the catalogue has no baseline for this control on this hosting model")}}
	}
	checked := joined(", ", cmp.Or(b.say(b.catalogue.SourceChecks[l.SourceCheck]), l.SourceCheck), b.dated("looked up %s", l.VerifiedOn))
	all := []fact{
		{b.say("Known gap"), b.say(l.Gap)}, {b.say("Conditions"), b.say(l.Conditions)}, {b.say("Note"), b.say(l.Note)}, {b.say("Evidence to get"), b.say(l.EvidenceToGet)},
		{b.say("Source"), b.stated(l.Source)}, {b.say("How checked"), checked}, {b.say("Not carried by it"), b.say(l.VerificationNote)}, {b.say("Changed since"), b.say(l.ChangedSince)},
	}
	for i := range all {
		all[i].value = quoted(all[i].value)
	}
	return slices.DeleteFunc(all, func(f fact) bool { return strings.TrimSpace(f.value) == "" })
}

// quoted puts what a pack has between backticks, which is to be typed or read as
// it is, into quotation marks.
func quoted(text string) string {
	pieces := strings.Split(text, "`")
	if len(pieces)%2 == 0 {
		return text // one of them stands for itself
	}
	var out strings.Builder
	for i, piece := range pieces {
		if i > 0 {
			out.WriteString([]string{"”", "“"}[i%2])
		}
		out.WriteString(piece)
	}
	return out.String()
}

// crosswalk ties the controls to entries of frameworks.
func (b *book) crosswalk() {
	b.section(sideways, b.say("Framework references (indicative)"), b.say("Where a control has a counterpart in a framework. Indicative: a help to find one's way, no statement of conformity."))
	frameworks := b.mappedFrameworks()
	if len(frameworks) == 0 {
		b.paragraph(b.say("The catalogue ties its controls to no framework."))
		return
	}
	const most, names = 6, 150.0
	for from := 0; from < len(frameworks); from += most {
		part := frameworks[from:min(from+most, len(frameworks))]
		columns := []column{{head: b.say("Control"), width: names, style: styleDense.with(medium)}}
		for _, f := range part {
			columns = append(columns, column{head: f.ID, width: (b.page.measure() - names) / float64(len(part)), style: styleDense})
		}
		t := b.newTable(columns...)
		t.pad = 2.4
		for i := range b.catalogue.Controls {
			control := &b.catalogue.Controls[i]
			cells := []cell{wording(control.ID + "  " + b.controlShort(control))}
			for _, f := range part {
				cells = append(cells, wording(b.refsText(control, f.ID)))
			}
			t.row(cells...)
		}
		t.end()
	}
	b.editions(frameworks)
}

func (b *book) mappedFrameworks() []assess.Framework {
	return slices.DeleteFunc(slices.Clone(b.catalogue.Frameworks), func(f assess.Framework) bool {
		return !slices.ContainsFunc(b.catalogue.Controls, func(c assess.Control) bool {
			return slices.ContainsFunc(c.Mappings, func(m assess.Mapping) bool { return m.Framework == f.ID })
		})
	})
}

func (b *book) refsText(c *assess.Control, framework string) string {
	for _, m := range c.Mappings {
		if m.Framework == framework {
			text := strings.Join(m.Refs, ", ")
			if m.Confidence != "" && m.Confidence != assess.ConfidenceHigh {
				text += " (" + b.word(string(m.Confidence)) + ")"
			}
			return text
		}
	}
	return "–"
}

func (b *book) editions(frameworks []assess.Framework) {
	b.heading(b.say("Editions"))
	b.keep(150) // the first of them stands below
	b.paragraph(b.say("In brackets stands how sure a reference is where that is not high."))
	t := b.newTable(column{head: b.say("Reference"), width: 120, style: styleCell.with(medium)}, column{head: b.say("Framework"), width: 200}, column{head: b.say("Edition"), width: 80}, column{head: b.say("Note"), width: b.page.measure() - 400, style: styleCell.in(ink2)})
	for _, f := range frameworks {
		t.row(wording(f.ID), wording(b.say(f.Name)), wording(f.Edition), wording(b.say(f.Note)))
	}
	t.end()
}
