package engagement

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"demarc/assess"
	"demarc/words"
)

// edit collects the records of one commit. A record put twice counts once, as
// it was put last.
type edit struct {
	order   []assess.Ref
	records map[assess.Ref]assess.Record // nil where it is to go
}

func newEdit() *edit { return &edit{records: map[assess.Ref]assess.Record{}} }

func (e *edit) put(record assess.Record) {
	tidy(record)
	e.set(record.Ref(), record)
}

func (e *edit) set(ref assess.Ref, record assess.Record) {
	if _, known := e.records[ref]; !known {
		e.order = append(e.order, ref)
	}
	e.records[ref] = record
}

// tidy brings a record into the one form in which it is kept: sets sorted and
// without repeats, nothing empty where there can be nothing.
func tidy(record assess.Record) {
	switch r := record.(type) {
	case *assess.Engagement:
		r.Units, r.Accounts, r.Distribution = set(r.Units), set(r.Accounts), set(r.Distribution)
		if len(r.Exclusions) == 0 {
			r.Exclusions = nil
		}
	case *assess.Asset:
		r.Data, r.Tags, r.Declined = set(r.Data), set(r.Tags), set(r.Declined)
	case *assess.Cell:
		tidyAnswer(&r.Answer)
	case *assess.Rule:
		tidyAnswer(&r.Answer)
	case *assess.Evidence:
		r.Assets, r.Controls = set(r.Assets), set(r.Controls)
	case *assess.Action:
		r.Findings = set(r.Findings)
	}
}

func tidyAnswer(a *assess.Answer) {
	a.Customer, a.Provider = tidyClause(a.Customer), tidyClause(a.Provider)
	if a.Boundary != nil && *a.Boundary == (assess.Decision{}) {
		a.Boundary = nil
	}
	if a.Declared != nil && a.Declared.Status == "" {
		a.Declared = nil
	}
	if a.Concluded != nil && a.Concluded.Status == "" {
		a.Concluded = nil
	}
}

func tidyClause(c *assess.Clause) *assess.Clause {
	if c == nil {
		return nil
	}
	c.Responsible, c.Consulted, c.Informed = set(c.Responsible), set(c.Consulted), set(c.Informed)
	if c.Reference != nil && *c.Reference == (assess.Reference{}) {
		c.Reference = nil
	}
	if c.Accountable == "" && c.Responsible == nil && c.Consulted == nil && c.Informed == nil && c.Reference == nil {
		return nil
	}
	return c
}

func set(elements []string) []string {
	kept := make([]string, 0, len(elements))
	for _, element := range elements {
		if element = cleanLine(element); element != "" {
			kept = append(kept, element)
		}
	}
	slices.Sort(kept)
	if kept = slices.Compact(kept); len(kept) == 0 {
		return nil
	}
	return kept
}

// clean makes typed text fit to keep: valid UTF-8 with composed accents, without
// NUL, no space around it.
func clean(text string) string {
	return strings.TrimSpace(norm.NFC.String(strings.ReplaceAll(strings.ToValidUTF8(text, "�"), "\x00", "")))
}

// cleanLine does so for names, titles and all that has to stay on one line.
func cleanLine(text string) string { return strings.Join(strings.Fields(clean(text)), " ") }

// setText changes a text field, which may have several lines, if a new text was
// given.
func setText(field *string, text *string) {
	if text != nil {
		*field = clean(*text)
	}
}

// setLine changes a text field of one line if a new text was given.
func setLine(field *string, text *string) {
	if text != nil {
		*field = cleanLine(*text)
	}
}

// setWord changes a field to one of the known words if a text was given; an
// empty one clears it.
func setWord[W ~string](field *W, text *string, what string, known []W) error {
	if text == nil {
		return nil
	}
	if clean(*text) == "" {
		*field = ""
		return nil
	}
	word, ok := assess.Parse(*text, known)
	if !ok {
		return wrongInput("%q is no %s: it is %s", *text, words.Say(what), assess.Words(known))
	}
	*field = word
	return nil
}

// setDate changes a date if a text was given; an empty one clears it.
func setDate(field *assess.Date, text *string, what string) error {
	if text == nil {
		return nil
	}
	date, err := assess.ParseDate(clean(*text))
	if err != nil {
		return wrongInput("the %s: %v", words.Say(what), err)
	}
	*field = date
	return nil
}
