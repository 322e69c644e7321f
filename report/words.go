package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"demarc/assess"
)

// documentName is what this document is, on its cover and in its properties.
const documentName = "Assessment of AI security responsibilities"

// plainWord writes a known value as people read it.
func plainWord[W ~string](word W) string { return strings.ReplaceAll(string(word), "_", " ") }

// plainWordOr writes a known value, or other where there is none.
func plainWordOr[W ~string](word W, other string) string {
	if word == "" {
		return other
	}
	return plainWord(word)
}

func capital(text string) string {
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}

// number writes thousands apart: 26,000.
func number(n int) string {
	text := fmt.Sprint(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}

// sumText is the sum that closes: 123 unowned + 545 owned + 8 not applicable =
// 676 cells (26 assets × 26 controls).
func sumText(t assess.Totals) string {
	return fmt.Sprintf("%s unowned + %s owned + %s not applicable = %s (%s × %s)",
		number(t.Unowned), number(t.Owned), number(t.NotApplicable), counted(t.Cells, "cell", "cells"),
		counted(t.Assets, "asset", "assets"), counted(t.Controls, "control", "controls"))
}

// percent writes the rate, where there is one; "as declared" has to stand beside
// it.
func percent(t assess.Totals) string {
	if t.Applicable == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", t.ComplianceRate()*100)
}

// longDate writes a day in full, or says that it is not stated.
func longDate(d assess.Date) string {
	if d == 0 {
		return "not stated"
	}
	return d.Time().Format("2 January 2006")
}

func period(from, to assess.Date) string {
	if from == 0 && to == 0 {
		return ""
	}
	return longDate(from) + " to " + longDate(to)
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
			return shorten(oneLine(party.Name), nameLimit) + " (retired)"
		}
		return shorten(oneLine(party.Name), nameLimit)
	}
	return "no longer on record (" + id + ")"
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
		return "Hosting unknown"
	}
	if model := b.catalogue.Model(id); model != nil && model.Name != "" {
		name, _, _ := strings.Cut(model.Name, " (")
		return name
	}
	return id
}

// boundaryWord says on whose side a duty lies.
func boundaryWord(o assess.Owner) string {
	switch o {
	case assess.OwnerCustomer:
		return "client"
	case assess.OwnerUnassigned:
		return "undecided"
	}
	return plainWord(o)
}

func sideWord(s assess.Side) string {
	if s == assess.CustomerSide {
		return "client"
	}
	return "provider"
}

func dataWords(classes []string) string {
	if len(classes) == 0 {
		return "data unknown"
	}
	list := make([]string, len(classes))
	for i, class := range classes {
		list[i] = plainWord(class)
	}
	return strings.Join(list, ", ")
}

// say words a text in the report's language.
func (b *book) say(text string, args ...any) string { return b.in.Language.T(text, args...) }
