package desk

import (
	"regexp"
	"strings"
	"unicode"

	"demarc/app/look"
	"demarc/assess"
	"demarc/words"
)

// OneLine keeps other people's control characters off the screen, those for
// the direction of writing included.
func OneLine(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, text)
}

// Prose is a text of the catalogue or the rules on one line, without the marks
// around commands that its Markdown has.
func Prose(text string) string { return OneLine(quotedCode.ReplaceAllString(text, "$1")) }

var quotedCode = regexp.MustCompile("`([^`]*)`")

// Person names a party by its id. Presenting, people are named by what they do.
func (d *Desk) Person(id string) string {
	party := d.Session.State().Parties[id]
	switch {
	case id == "":
		return ""
	case party == nil:
		return OneLine(id)
	case d.Presenting && party.Type == assess.Person:
		if party.Function != "" {
			return OneLine(party.Function)
		}
		return d.T("a person")
	}
	return OneLine(party.Name)
}

// Parties lists who can be picked: those not retired, by name.
func (d *Desk) Parties() []look.Option {
	var options []look.Option
	for _, party := range d.Session.State().SortedParties() {
		if !party.Retired {
			options = append(options, look.Option{Value: party.ID, Text: d.Person(party.ID), Note: OneLine(party.Function)})
		}
	}
	return options
}

// Trouble says an error in the reader's language.
func (d *Desk) Trouble(err error) string { return words.Trouble(d.Language, err) }

// ControlName and ControlShort name a control, where the language has words for
// it: a pack of the client's own keeps those that it was written with.
func (d *Desk) ControlName(c *assess.Control) string { return OneLine(d.T(c.Name)) }

// ControlShort is its short name.
func (d *Desk) ControlShort(c *assess.Control) string { return OneLine(d.T(c.Short)) }

// ControlAbout says what a control asks for.
func (d *Desk) ControlAbout(c *assess.Control) string { return OneLine(d.T(c.Description)) }

// HostingName names a hosting model.
func (d *Desk) HostingName(id string) string {
	if id == "" || id == assess.HostingUnknown {
		return d.T("unknown")
	}
	if model := d.Session.Catalogue().Model(id); model != nil {
		name, _, _ := strings.Cut(d.T(model.Name), " (")
		return name
	}
	return OneLine(id)
}

// HostingModels lists what an asset can be hosted on.
func (d *Desk) HostingModels() []look.Option {
	options := []look.Option{{Value: assess.HostingUnknown, Text: d.T("unknown")}}
	for _, model := range d.Session.Catalogue().Models {
		options = append(options, look.Option{Value: model.ID, Text: d.HostingName(model.ID), Note: model.ID})
	}
	return options
}

// Options are known values to pick from, in the reader's language.
func Options[W ~string](d *Desk, values []W) []look.Option {
	options := make([]look.Option, len(values))
	for i, value := range values {
		options[i] = look.Option{Value: string(value), Text: d.Plain(string(value))}
	}
	return options
}

// SeverityName is a severity as a heading has it.
func (d *Desk) SeverityName(severity assess.Severity) string {
	switch severity {
	case assess.SeverityCritical:
		return d.T("Critical")
	case assess.SeverityHigh:
		return d.T("High")
	case assess.SeverityMedium:
		return d.T("Medium")
	case assess.SeverityLow:
		return d.T("Low")
	}
	return d.Plain(string(severity))
}
