package report

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"demarc/assess"
	"demarc/words"
)

// documentName is what this document is, on its cover and in its properties.
func (b *book) documentName() string { return b.say("Assessment of AI security responsibilities") }

// say words a text in the report's language.
func (b *book) say(text string, args ...any) string { return b.in.Language.T(text, args...) }

// word writes a known value as people read it.
func (b *book) word(value string) string { return b.in.Language.Plain(value) }

// wordOr writes a known value, or other where there is none.
func (b *book) wordOr(value, other string) string {
	if value == "" {
		return other
	}
	return b.word(value)
}

func capital(text string) string {
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// counted puts a number into one of two texts, each with its %s.
func (b *book) counted(n int, one, many string) string { return b.in.Language.N(n, one, many) }

// number writes thousands apart.
func (b *book) number(n int) string { return b.in.Language.Number(n) }

// sumText is the sum that closes: 123 unowned + 545 owned + 8 not applicable =
// 676 cells (26 assets × 26 controls).
func (b *book) sumText(t assess.Totals) string {
	return b.say("%s unowned + %s owned + %s not applicable = %s (%s × %s)",
		b.number(t.Unowned), b.number(t.Owned), b.number(t.NotApplicable), b.counted(t.Cells, "%s cell", "%s cells"),
		b.counted(t.Assets, "%s asset", "%s assets"), b.counted(t.Controls, "%s control", "%s controls"))
}

// sumOf is assess.SumText in the report's language: what a finding's score is
// made of.
func (b *book) sumOf(sum []assess.Points) string {
	total := 0
	parts := make([]string, len(sum))
	for i, p := range sum {
		total += p.Points
		parts[i] = fmt.Sprintf("%d %s", p.Points, b.say(p.For))
	}
	return fmt.Sprintf("%d = %s", total, strings.Join(parts, " + "))
}

// percent writes the rate, where there is one; "as declared" has to stand beside
// it.
func (b *book) percent(t assess.Totals) string {
	if t.Applicable == 0 {
		return "–"
	}
	return b.in.Language.Decimal(t.ComplianceRate()*100) + " %"
}

// longDate writes a day in full, or says that it is not stated.
func (b *book) longDate(d assess.Date) string { return b.stated(b.toldDay(d)) }

// toldDay writes a day in running text, and where a label stands before it. None
// is empty.
func (b *book) toldDay(d assess.Date) string { return d.In(b.told()) }

// told is the report's language for sentences that stand in running text: they
// write days as it does.
func (b *book) told() assess.Language { return telling{b.in.Language} }

type telling struct{ *words.Language }

func (t telling) Day(date time.Time) string { return t.Date(date) }

// day writes a day in tables, on asset sheets and in the catalogue: in English as
// YYYY-MM-DD. None is empty.
func (b *book) day(d assess.Date) string { return d.In(b.in.Language) }

// moment writes a day and its time.
func (b *book) moment(t time.Time) string {
	t = t.UTC()
	return b.say("%s, %s UTC", b.in.Language.Date(t), b.in.Language.Time(t))
}

func (b *book) period(from, to assess.Date) string {
	if from == 0 && to == 0 {
		return ""
	}
	return b.say("%s to %s", b.longDate(from), b.longDate(to))
}

// asOf is the day for which the assessment speaks.
func (b *book) asOf() assess.Date {
	if b.engagement.AsOf != 0 {
		return b.engagement.AsOf
	}
	return b.evaluation.Today()
}

// short is the beginning of a hash, enough to compare by eye.
func short(hash string) string { return hash[:min(12, len(hash))] }

// partyName names a party by its id.
func (b *book) partyName(id string) string {
	if id == "" {
		return ""
	}
	if party := b.state.Parties[id]; party != nil {
		if party.Retired {
			return b.say("%s (retired)", shorten(oneLine(party.Name), nameLimit))
		}
		return shorten(oneLine(party.Name), nameLimit)
	}
	return b.say("no longer on record (%s)", id)
}

// nameOf names a party where an id is given, and keeps a name that is one.
func (b *book) nameOf(who string) string {
	if b.state.Parties[who] != nil {
		return b.partyName(who)
	}
	return who
}

func (b *book) partyNames(ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = b.partyName(id)
	}
	return strings.Join(names, ", ")
}

// nameLimit bounds a name where it stands among others; the record itself is
// printed in full once.
const nameLimit = 160

// modelName names a hosting model without its explanation in brackets.
func (b *book) modelName(id string) string {
	if id == "" || id == assess.HostingUnknown {
		return b.say("Hosting unknown")
	}
	if model := b.catalogue.Model(id); model != nil && model.Name != "" {
		name, _, _ := strings.Cut(b.say(model.Name), " (")
		return name
	}
	return id
}

// controlName and controlShort name a control. A name of the built-in catalogue
// has its like in other languages; one of another pack stands as it is.
func (b *book) controlName(c *assess.Control) string { return b.say(c.Name) }

func (b *book) controlShort(c *assess.Control) string {
	if c.Short == "" {
		return b.controlName(c)
	}
	return b.say(c.Short)
}

// boundaryWord says on whose side a duty lies.
func (b *book) boundaryWord(o assess.Owner) string {
	switch o {
	case assess.OwnerCustomer:
		return b.say("client")
	case assess.OwnerUnassigned:
		return b.say("undecided")
	}
	return b.word(string(o))
}

func (b *book) sideWord(s assess.Side) string {
	if s == assess.CustomerSide {
		return b.say("client")
	}
	return b.say("provider")
}

func (b *book) dataWords(classes []string) string {
	if len(classes) == 0 {
		return b.say("data unknown")
	}
	list := make([]string, len(classes))
	for i, class := range classes {
		list[i] = b.word(class)
	}
	return strings.Join(list, ", ")
}

// scopeText names the assets that a scope rule is about.
func (b *book) scopeText(s assess.Scope) string {
	switch s.Kind {
	case assess.ScopeAll:
		return b.say("all assets")
	case assess.ScopeHosting:
		return b.modelName(s.Value)
	}
	return b.word(string(s.Kind)) + " " + s.Value
}

// target names the controls that a rule is about.
func (b *book) target(r *assess.Rule) string {
	switch {
	case r.Control != "":
		return r.Control
	case r.Category != "":
		return b.word(r.Category)
	}
	return b.say("every control")
}

// bandTitle stands over the findings of one severity.
func (b *book) bandTitle(s assess.Severity) string {
	switch s {
	case assess.SeverityCritical:
		return b.say("Critical findings")
	case assess.SeverityHigh:
		return b.say("High findings")
	case assess.SeverityMedium:
		return b.say("Medium findings")
	}
	return b.say("Low findings")
}
